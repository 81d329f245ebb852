import { renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it } from "vitest";
import { enter, onTerminal } from "../support/on-terminal.js";
import { run, start } from "../support/run.js";
import { sandboxHome, untilRequest } from "../support/sandbox-home.js";

const at = await sandboxHome();
const { control } = at.sandbox;
const { plain } = specialNumbers.contiguity;
const agreed = ["--yes", "--expect-price", "2.99 USD", "--expect-setup", "1.99 USD"];
const sent = () => {
  const { "contiguity.lease": lease, "contiguity.terminate": release } = control.writes();
  return lease.received + release.received;
};

/** All of it at once, as the program itself writes a file. */
const put = (name: string, content: unknown) => {
  const path = join(at.home, name);
  writeFileSync(`${path}.new`, JSON.stringify(content));
  renameSync(`${path}.new`, path);
};
const gone = (name: string) => rmSync(join(at.home, name));
const monthly = (amount: string) => ({ caps: { monthly: { USD: amount } } });
const accounts = (...ids: readonly string[]) => ({
  accounts: ids.map((id) => ({ id, provider: "contiguity" })),
});
const commands = {
  lease: { words: ["lease", plain, "--account", "contiguity"], yes: "y" },
  release: { words: ["release"], yes: null },
} as const;
type Name = keyof typeof commands;

/** What a person is asked about, and the answer that agrees to it. */
const asking = (name: Name) => {
  if (name === "lease") return { words: commands.lease.words, yes: commands.lease.yes };
  const [number = ""] = control.leaseMany({ provider: "contiguity", count: 1 });
  return { words: ["release", number], yes: number.slice(-4) };
};

const changes: readonly (readonly [string, string, () => void, () => void])[] = [
  [
    "a limit is written into config.json",
    "config.json",
    () => {},
    () => put("config.json", monthly("1")),
  ],
  [
    "a limit in config.json is lowered",
    "config.json",
    () => put("config.json", monthly("900")),
    () => put("config.json", monthly("1")),
  ],
  [
    "an account is added",
    "accounts.json",
    () => {},
    () => put("accounts.json", accounts("contiguity")),
  ],
  [
    "an account is removed",
    "accounts.json",
    () => put("accounts.json", accounts("contiguity", "sinch")),
    () => put("accounts.json", accounts("sinch")),
  ],
  [
    "the last account is removed",
    "accounts.json",
    () => put("accounts.json", accounts("contiguity")),
    () => gone("accounts.json"),
  ],
  [
    "an account is removed, and added with other keys",
    "accounts.json",
    () => put("accounts.json", accounts("contiguity")),
    () => {
      put("accounts.json", accounts());
      put("accounts.json", accounts("contiguity"));
    },
  ],
];

describe.each(Object.keys(commands) as readonly Name[])("a %s", (name) => {
  it.each(changes)(
    "sends nothing with what it has begun with, when meanwhile %s",
    async (_, file, before, change) => {
      const { words, yes } = asking(name);
      before();
      const terminal = onTerminal(words, at.environment, { columns: 400 });
      await terminal.shows(name === "lease" ? "until released?" : "Type its last four digits");
      change();
      terminal.type(yes + enter);
      await terminal.shows(`${join(at.home, file)} has been changed since this command began`);
      expect(await terminal.ended).toBe(2);
      expect(sent()).toBe(0);
    },
  );
});

describe("a lease that nobody is asked about", () => {
  it("does not pass the limit that is written into config.json before its request", async () => {
    control.hold("contiguity.get");
    const { ended } = start(
      ["lease", plain, "--account", "contiguity", ...agreed, "--json"],
      at.environment,
    );
    await untilRequest(at.sandbox, "contiguity.get");
    put("config.json", monthly("1"));
    control.letGo();
    const { exitCode, document } = await ended;
    expect([exitCode, document()]).toMatchObject([2, { error: { spent: "nothing" } }]);
    expect(sent()).toBe(0);
  });
});

describe("between the question and the answer", () => {
  it("a number that is protected is not released", async () => {
    const { words, yes } = asking("release");
    const terminal = onTerminal(words, at.environment);
    await terminal.shows("Type its last four digits");
    const [, number = ""] = words;
    expect((await run(["protect", number], at.environment)).exitCode).toBe(0);
    terminal.type(yes + enter);
    expect(await terminal.ended).toBe(1);
    expect(sent()).toBe(0);
  });

  it("a limit that is set in the ledger holds for the lease", async () => {
    const { words, yes } = asking("lease");
    const terminal = onTerminal(words, at.environment);
    await terminal.shows("until released?");
    expect((await run(["caps", "set", "USD", "--per-lease", "1"], at.environment)).exitCode).toBe(
      0,
    );
    terminal.type(yes + enter);
    expect(await terminal.ended).toBe(6);
    expect(sent()).toBe(0);
  });
});
