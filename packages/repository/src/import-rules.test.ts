import { statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Finding, lintPlanted } from "./lint-planted.js";
import { allowed, circles, forms, habits, refused } from "./planted.js";
import { root } from "./root.js";

const places = Object.keys({ ...refused, ...allowed });
const formsFile = "packages/core/src/providers/telnyx/forms.ts";
const habitFile = (index: number) => `${habits[index]?.[1]}habit-${index}.ts`;
const circleFile = (index: number, name: string) => `packages/core/test/circle-${index}/${name}.ts`;

const findings = lintPlanted(
  new Map([
    [
      "tsconfig.json",
      '{ "compilerOptions": { "strict": true, "types": [] }, "include": ["apps"] }',
    ],
    ...places.map((place): [string, string] => [fileIn(place), imports(place).join("\n")]),
    [formsFile, forms.join("\n")],
    ...habits.map(([, , text], index): [string, string] => [habitFile(index), text]),
    ...circles.flatMap(([a, b], index): [string, string][] => [
      [circleFile(index, "a"), a],
      [circleFile(index, "b"), b],
    ]),
  ]),
);

describe("what a file may import", () => {
  it.each(places)("in %s", (place) => {
    const lines = found(fileIn(place), "no-restricted-imports").map(({ line }) => line);
    const names = [...namesIn(refused[place]), ...namesIn(allowed[place])];
    const refusedNow = names.filter((_, index) => lines.includes(index + 1));
    expect(refusedNow).toEqual(namesIn(refused[place]));
  });

  it("is looked at in every form of an import, types and import() too", () => {
    const rules = ["no-restricted-imports", "consistent-type-imports", "no-dynamic-require"];
    const lines = found(formsFile, ...rules).map(({ line }) => line);
    expect(forms.filter((_, index) => !lines.includes(index + 1))).toEqual([]);
  });

  it.each(circles.map((_, index) => index))("comes never back to it in a circle (%i)", (index) => {
    expect(found(circleFile(index, "a"), "no-cycle")).not.toEqual([]);
  });
});

it.each(habits.map(([rule, place], index) => ({ rule, place, index })))(
  "$rule is found in $place",
  ({ rule, index }) => expect(found(habitFile(index), rule)).not.toEqual([]),
);

it("the rules fit on a page", () => {
  expect(statSync(join(root, "oxlint.config.ts")).size).toBeLessThanOrEqual(7_000);
});

function found(file: string, ...rules: readonly string[]): readonly Finding[] {
  return (findings.get(file) ?? []).filter(({ rule }) => rules.includes(rule));
}

function fileIn(place: string): string {
  const parent = /^(cli|vscode-extension)\//.test(place) ? "apps" : "packages";
  return `${parent}/${place}${place.endsWith("/") ? "planted.ts" : ""}`;
}

function imports(place: string): readonly string[] {
  return [...namesIn(refused[place]), ...namesIn(allowed[place])].map(
    (name) => `import "${name}";`,
  );
}

function namesIn(line = ""): readonly string[] {
  return line.split(" ").filter(Boolean);
}
