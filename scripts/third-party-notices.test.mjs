import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { thirdPartyNotices } from "./third-party-notices.mjs";

const of = (...inputs) => [
  { outputs: { "out.js": { inputs: Object.fromEntries(inputs.map((one) => [one, {}])) } } },
];

it("hands on the licence of everything that a bundle holds, once and in order", () => {
  const home = packages({
    "@a/one": [{ version: "1.0.0", license: "MIT" }, "Copyright A"],
    two: [{ version: "2.0.0", license: "ISC" }, "Copyright B"],
  });
  const inputs = ["two/a.js", "two/b.js", "@a/one/index.js"].map((file) =>
    join(home, "node_modules", file),
  );
  const text = thirdPartyNotices(of("src/main.ts", ...inputs));
  expect(text.match(/^.* \(.*\)$/gm)).toEqual(["@a/one 1.0.0 (MIT)", "two 2.0.0 (ISC)"]);
  expect(text).toContain("Copyright A");
  expect(text.match(/Copyright B/g)).toHaveLength(1);
});

it.each(["GPL-3.0-only", "UNLICENSED", undefined])("refuses a package under %s", (license) => {
  const home = packages({ two: [{ version: "2.0.0", license }, ""] });
  expect(() => thirdPartyNotices(of(join(home, "node_modules/two/a.js")))).toThrow("permissive");
});

function packages(all) {
  const home = mkdtempSync(join(tmpdir(), "leaseline-notices-"));
  onTestFinished(() => rmSync(home, { recursive: true }));
  for (const [name, [manifest, licence]] of Object.entries(all)) {
    const folder = join(home, "node_modules", name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name, ...manifest }));
    writeFileSync(join(folder, "LICENSE"), licence);
  }
  return home;
}
