import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { run } from "../support/run.js";
import { sandboxHome } from "../support/sandbox-home.js";

const at = await sandboxHome();
const odd = "a\u001b]8;;https://example.org\u0007b\u009b31mc\u202ed\u200f\r";
// All that a terminal may take for more than text; JSON has line ends only.
const moving = /[^\P{Cc}\n]|[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u;

it.each([
  ["a file of ours", ["caps", "list"]],
  ["the name of an account", ["accounts", "list"]],
  ["an argument", ["quote", `+1${odd}`]],
  ["an account that is named", ["list", "--account", odd]],
])("what stands in %s is text on the terminal, and whole in JSON", async (_, words) => {
  if (words[0] === "caps")
    writeFileSync(
      join(at.home, "config.json"),
      JSON.stringify({ caps: { monthly: { USD: odd } } }),
    );
  if (words[0] === "accounts")
    writeFileSync(
      join(at.home, "accounts.json"),
      JSON.stringify({ accounts: [{ id: odd, provider: "contiguity" }] }),
    );
  const told = await run(words, at.environment);
  expect(told.stdout + told.stderr).toContain("]8;;https://example.org");
  expect(told.stdout + told.stderr).not.toMatch(moving);
  const { stdout, document } = await run([...words, "--json"], at.environment);
  expect(stdout).not.toMatch(moving);
  expect(JSON.stringify(document())).toContain(JSON.stringify(odd).slice(1, -1));
});
