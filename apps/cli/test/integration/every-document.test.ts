import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it } from "vitest";
import type { Documents } from "../../src/documents/documents.js";
import { run, start } from "../support/run.js";
import { sandboxHome, temporaryFolder } from "../support/sandbox-home.js";

// What a command writes is held against the schema by `document()`, see run.ts.

const at = await sandboxHome();
const number = specialNumbers.sinch.plain;
const other = specialNumbers.contiguity.plain;
const leasing = ["lease", number, "--account", "sinch", "--yes", "--expect-price", "0.80 USD"];

/** A way for each command to succeed once a number is held, in this order. A new one does not compile until it is here. */
const words: Record<keyof Documents, readonly string[]> = {
  search: ["--country", "US", "--limit", "2"],
  quote: [other],
  lease: [other, "--account", "contiguity", "--dry-run"],
  list: [],
  show: [number],
  watch: [number],
  spend: [],
  price: [other, "2.00 USD"],
  operations: [],
  reconcile: [],
  protect: [number],
  unprotect: [number],
  label: [number, "support line"],
  abandon: ["no-such-operation"],
  "ledger status": [],
  "ledger use": ["--local"],
  "ledger move": ["postgres://nobody@127.0.0.1:1/none"],
  "caps list": [],
  "caps set": ["USD", "50.00", "--yes"],
  "caps remove": ["USD", "--yes"],
  sandbox: [],
  "accounts add": ["contiguity"],
  "accounts list": [],
  "accounts remove": ["sinch"],
  "accounts check": [],
  release: [number, "--yes", "--confirm", number.slice(-4)],
};

/** Of these a failure is written here: they need a keychain, an operation that nobody can settle, a number without a price, or a server. */
const elsewhere: readonly string[] = [
  "price",
  "abandon",
  "ledger move",
  "accounts add",
  "accounts remove",
];

/** These only look, with keys in the environment: nothing of the state folder is needed for that. */
const looking: readonly string[] = ["search", "quote", "list", "accounts list", "accounts check"];

const commands = Object.entries(words).map(
  ([name, rest]) => [name, [...name.split(" "), ...rest, "--json"]] as const,
);

it("is as the schema has it, for every command", async () => {
  await run(leasing, at.environment);
  at.sandbox.control.clock.advance(3_600_000);
  for (const [name, line] of commands) {
    const running = start(line, at.environment);
    if (name === "sandbox") {
      await running.says("The sandbox is at");
      running.child.kill("SIGTERM");
    }
    const ended = await running.ended;
    expect(Object.keys(ended.document()).includes("error"), `${name}: ${ended.stdout}`).toBe(
      elsewhere.includes(name),
    );
  }
});

describe.each(commands)("what is told of %s", (name, line) => {
  it("is as the schema has it, where the state folder cannot be had", async () => {
    const file = join(temporaryFolder(), "file");
    writeFileSync(file, "");
    const { exitCode, document } = await run(line, {
      ...at.environment,
      // Nothing can be made below a file.
      LEASELINE_HOME: join(file, "state"),
      ...(name === "sandbox" && { TMPDIR: join(file, "tmp") }),
    });
    const { error } = document() as { readonly error?: unknown };
    if (looking.includes(name)) expect({ error, exitCode }).toEqual({ exitCode: 0 });
    else {
      expect(error).toMatchObject({
        kind: expect.not.stringMatching(/^defect$/),
        spent: "nothing",
      });
      expect(exitCode).not.toBe(0);
    }
  });

  it("is as the schema has it, for words that it does not know", async () => {
    const { exitCode, document } = await run([...line, "--no-such-flag"], at.environment);
    expect(exitCode).toBe(2);
    expect(document()).toMatchObject({ error: { kind: "usage" } });
  });
});
