// `npm run soak`: the reliability suites in full, and their figures on a page.
import { readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { clearResults, figures } from "./results.mjs";
import { nodeVersion, root } from "./workspace.mjs";

const page = join(root, "docs", "reliability.md");

/** @param runSoak - runs the suites, to an exit code. */
export async function soak(runSoak) {
  clearResults("soak");
  const exitCode = await runSoak();
  const rows = figures().map(([what, found]) => `| ${what} | ${found} |`);
  console.log(noteFigures(page, { exitCode, rows }));
  return exitCode;
}

/**
 * Puts the figures on the page, unless a part has failed or was stopped: the others would stand there for the whole.
 *
 * @returns the figures, and what became of them.
 */
export function noteFigures(file, { exitCode, rows }) {
  const table = ["| what | figures |", "|---|---|", ...rows].join("\n");
  if (exitCode !== 0 || rows.length === 0)
    return `${table}\n\n✗ Not all of it came to a good end, see above: ${file} stays as it was.`;
  const day = new Date().toISOString().slice(0, 10);
  const told = `<!-- figures -->\n\`npm run soak\`, ${day}, Node ${nodeVersion}, ${availableParallelism()} cores\n\n${table}\n<!-- /figures -->`;
  const text = readFileSync(file, "utf8");
  writeFileSync(
    file,
    text.replace(/<!-- figures -->[^]*<!-- \/figures -->/, () => told),
  );
  return table;
}
