// The licences of what a bundle holds from elsewhere, as they have to be handed on with it.
import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";

/** Those that ask for no more than to be handed on. */
const permissive = new Set([
  "0BSD",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "BlueOak-1.0.0",
  "CC0-1.0",
  "ISC",
  "MIT",
  "Unlicense",
]);

/**
 * @param metafiles - what esbuild tells of the bundles, built in the working directory.
 * @returns the text of a file that stands beside them.
 * @throws for a package whose licence is not permissive.
 */
export function thirdPartyNotices(metafiles) {
  const folders = metafiles
    .flatMap(({ outputs }) => Object.values(outputs))
    .flatMap(({ inputs }) => Object.keys(inputs))
    .flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input)?.[0] ?? []);
  const packages = [...new Set(folders)].map((folder) => noticeOf(resolve(folder)));
  const texts = new Map(packages.map(({ title, text }) => [title, text]));
  const titles = [...texts.keys()].toSorted();
  const parts = titles.map((title) => `${title}\n\n${texts.get(title)}`);
  return `Leaseline holds the following, each under its own licence.\n\n${parts.join(`\n\n${"-".repeat(72)}\n\n`)}\n`;
}

function noticeOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  if (!permissive.has(license))
    throw new Error(`${name} ${version} is under ${license}, which is not known to be permissive.`);
  const file = readdirSync(folder).find((one) => /^(licen[cs]e|copying)(\.(md|txt))?$/i.test(one));
  const text = file
    ? readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n").trim()
    : `Its manifest names the licence ${license}, and it comes without the text.`;
  return { title: `${name} ${version} (${license})`, text };
}
