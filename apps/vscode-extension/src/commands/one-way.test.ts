import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

// Whoever wants a number leased or released, from whichever corner of the editor, ends where a person is asked.

const source = join(import.meta.dirname, "..");
const files = readdirSync(source, { recursive: true, encoding: "utf8" })
  .map((name) => name.replaceAll("\\", "/"))
  .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));

/** The files in which something stands, their own declaration of it aside. */
function where(pattern: RegExp): readonly string[] {
  return files.filter((name) => pattern.test(readFileSync(join(source, name), "utf8"))).toSorted();
}

/** Who imports a name from the file that declares it. */
function imports(name: string, from: string): RegExp {
  return new RegExp(String.raw`import \{[^}]*\b${name}\b[^}]*\} from "[^"]*/${from}\.js"`);
}

const [many, one] = ["release/release-many.ts", "release/release-one.ts"];

it.each([
  ["asks the client for a lease", /\)\.lease\(|client\.lease\(/, ["lease/lease-number.ts"]],
  [
    "asks the client for a release",
    /\)\.release\(|client\.release\(/,
    ["release/release-tools.ts"],
  ],
  ["begins a release", imports("release", "release-tools"), [many, one]],
  [
    "asks a person about a lease",
    imports("leaseNumber", "lease/lease-number"),
    ["commands/lease.ts"],
  ],
  [
    "asks a person about a release",
    imports("releaseNumbers", "release-numbers"),
    ["commands/release.ts"],
  ],
  ["asks about one", imports("releaseOne", "release-one"), [many, "release/release-numbers.ts"]],
  ["asks about several", imports("releaseMany", "release-many"), ["release/release-numbers.ts"]],
  // The search, and the tools of language models.
  [
    "leads to the first",
    imports("leaseIn", "lease"),
    ["commands/search.ts", "host/later-parts.ts"],
  ],
])("one place %s", (_what, pattern, places) => {
  expect(where(pattern)).toEqual(places);
});

it("reads a lease's request from nowhere but the core", () => {
  expect(where(/prepareLease|prepareRelease|provider\.(lease|release)/)).toEqual([]);
});
