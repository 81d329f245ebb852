import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

// Whoever wants a number leased or released, from whichever corner of the editor, ends where a person is asked.

const source = join(import.meta.dirname, "..");
const files = readdirSync(source, { recursive: true, encoding: "utf8" })
  .map((name) => name.replaceAll("\\", "/"))
  .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));

/** The files in which something stands, their own declaration of it aside. */
function where(pattern: RegExp): readonly string[] {
  return files.filter((name) => pattern.test(readFileSync(join(source, name), "utf8"))).toSorted();
}

/** Who imports a name from the file that declares it, or loads the file when it is needed. */
function imports(name: string, from: string): RegExp {
  const named = String.raw`import \{[^}]*\b${name}\b[^}]*\} from "[^"]*/${from}\.js"`;
  return new RegExp(String.raw`${named}|import\("[^"]*/${from}\.js"\)`);
}

const [several, one] = ["release/release-numbers.ts", "release/release-one.ts"];

it.each([
  ["asks the client for a lease", /\)\.lease\(|client\.lease\(/, ["lease/lease-number.ts"]],
  [
    "asks the client for a release",
    /\)\.release\(|client\.release\(/,
    ["release/release-tools.ts"],
  ],
  ["begins a release", imports("release", "release-tools"), [several, one]],
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
  ["leads to the question about one", imports("releaseOne", "release-one"), [several]],
  ["asks about one", imports("releaseConfirmation", "release-confirmation"), [one]],
  ["asks about several", imports("bulkQuestion", "release-confirmation"), [several]],
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

const command = /"leaseline\.(lease|release)"/;

describe("every route to a lease or a release", () => {
  /** By what a person, a page, a link or a model does there, and how it goes on from it. */
  const routes: readonly (readonly [route: string, file: string, leads: RegExp])[] = [
    // The palette, menus and keys of the tree, and whatever another extension runs.
    [
      "a command that leases",
      "host/search-commands.ts",
      /"leaseline\.lease": leaseCommand\(tools\)/,
    ],
    [
      "one that releases",
      "host/later-commands.ts",
      /"leaseline\.release": releaseCommand\(tools\)/,
    ],
    ["a search", "commands/search.ts", /await leaseIn\(offer, true, tools\)/],
    [
      "a link, which opens a search",
      "extension.ts",
      /openLink = .*\n\s*run\("leaseline\.search"\)/,
    ],
    ["the page of prices", "host/open-pricing.ts", /commands\["leaseline\.lease"\]\(/],
    ["the button of a toast", "host/actions.ts", /executeCommand\(command, /],
    ["a hover in code", "host/in-code/hovers.ts", /command: "leaseline\.lease"/],
    ["a quick fix in code", "host/in-code/quick-fixes.ts", /, "leaseline\.lease", /],
    ["a language model that leases", "host/later-parts.ts", /lease: .* => leaseIn\(target, /],
    ["one that releases", "host/later-parts.ts", /release: .* => releaseCommand\(/],
  ];

  it.each(routes)("%s, leads to the one function for it", (_route, file, leads) => {
    expect(readFileSync(join(source, file), "utf8")).toMatch(leads);
  });

  it("is one of these: nothing else names the commands", () => {
    // That commands are listed, and loaded when they are called, is no route of its own.
    const named = where(command).filter(
      (file) => !["host/command-ids.ts", "host/commands.ts"].includes(file),
    );
    expect(named.toSorted()).toEqual(
      [...new Set(routes.map(([, file]) => file))]
        .filter(
          (file) => !["commands/search.ts", "extension.ts", "host/later-parts.ts"].includes(file),
        )
        .toSorted(),
    );
  });

  it("asks, and has no way past it: only the commands take what asks", () => {
    const asks =
      /import \{[^}]*\} from "[^"]*\/(lease|release)\/(?!occurrences|release-tools|kept-targets)[\w-]+\.js"/;
    const outside = where(asks).filter((file) => !/^(lease|release)\//.test(file));
    expect(outside).toEqual(["commands/lease.ts", "commands/release.ts"]);
  });

  it("is none for other extensions: what they are given reads, and names no command", () => {
    for (const file of ["api.ts", "host/exported-api.ts", "host/exported-numbers.ts"]) {
      const text = readFileSync(join(source, file), "utf8");
      expect(text).not.toMatch(command);
      expect(text).not.toMatch(/executeCommand|\.commands\b|\blease\(|\brelease\(/);
    }
  });
});
