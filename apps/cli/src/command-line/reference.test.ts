import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { buildProgram } from "./program.js";
import { reference } from "./reference.js";

const program = buildProgram("0.0.0", async () => {});
const readme = join(import.meta.dirname, "../../README.md");

it("is what the README has: “pnpm run generate” writes it", async () => {
  const text = Object.entries(reference(program)).reduce(
    (before, [name, table]) => {
      const place = new RegExp(`(<!-- ${name}: generated -->\n)[^]*?(<!-- end -->)`);
      expect(before).toMatch(place);
      return before.replace(place, (_, begin, end) => `${begin}\n${table}\n\n${end}`);
    },
    readFileSync(readme, "utf8"),
  );
  await expect(text).toMatchFileSnapshot(readme);
});

it("has a description of every command and of every flag", () => {
  const tables = Object.values(reference(program)).join("\n");
  expect(tables).not.toMatch(/\|\s+\|$/m);
});

it("has --yes and --dry-run for every command that is made by the builder of those that spend, and for no other", () => {
  const folder = join(import.meta.dirname, "../commands");
  const built = readdirSync(folder)
    .filter((file) => readFileSync(join(folder, file), "utf8").includes("agreedCommand<"))
    .map((file) => file.replace(".ts", ""));
  const having = (flag: string) =>
    program.commands
      .filter(({ options }) => options.some(({ long }) => long === flag))
      .map((command) => command.name());
  expect(having("--dry-run").toSorted()).toEqual(built.toSorted());
  expect(having("--yes").toSorted()).toEqual(built.toSorted());
});
