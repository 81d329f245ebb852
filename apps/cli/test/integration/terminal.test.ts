import { keepLedgerChoice } from "@leaseline/core/node";
import { stripVTControlCharacters } from "node:util";
import { specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it } from "vitest";
import { untilOperation } from "../support/ledger-state.js";
import { ctrlC, ctrlD, ctrlZ, enter, onTerminal } from "../support/on-terminal.js";
import { run } from "../support/run.js";
import { longerThanAnyTest, sandboxHome, untilRequest } from "../support/sandbox-home.js";

const at = await sandboxHome();
const { contiguity, control } = at.sandbox;
const { plain } = specialNumbers.contiguity;
const leasing = ["lease", plain, "--account", "contiguity"];
const escape = "\u001b[";

describe("lease, on a terminal", () => {
  it("shows the price and leases after a yes", async () => {
    const terminal = onTerminal(leasing, at.environment);
    await terminal.shows(`Lease ${plain} for $2.99/mo + $1.99 once`);
    expect(control.writes()["contiguity.lease"].received).toBe(0);
    terminal.type(`y${enter}`);
    await terminal.shows("Leased.");
    expect(await terminal.ended).toBe(0);
    expect(control.owned("contiguity")).toEqual([plain]);
  });

  it("takes Enter for a no, and spends nothing", async () => {
    const terminal = onTerminal(leasing, at.environment);
    await terminal.shows(`Lease ${plain}`);
    terminal.type(enter);
    expect(await terminal.ended).toBe(5);
    expect(control.writes()["contiguity.lease"].received).toBe(0);
  });

  it("leases nothing after a yes in a ledger that is not the one any more", async () => {
    const terminal = onTerminal(leasing, at.environment);
    await terminal.shows(`Lease ${plain}`);
    const address = "postgres://app@db.example:5432/leaseline";
    keepLedgerChoice(at.home, { address, isInKeychain: false });
    terminal.type(`y${enter}`);
    await terminal.shows("Another ledger has been chosen since this command began.");
    expect(await terminal.ended).not.toBe(0);
    expect(control.writes()["contiguity.lease"].received).toBe(0);
  });

  it.each([
    ["Ctrl+C", ctrlC],
    ["Ctrl+D", ctrlD],
  ])("spends nothing on %s at the question, and does not call it done", async (_, keys) => {
    const terminal = onTerminal(leasing, at.environment);
    await terminal.shows(`Lease ${plain}`);
    terminal.type(keys);
    expect(await terminal.ended).toBe(1);
    expect(terminal.output()).toContain("Nothing was spent.");
    expect(control.writes()["contiguity.lease"].received).toBe(0);
  });

  it("ends with 3 on Ctrl+C after it was sent, and “operations” finds it", async () => {
    control.latency(longerThanAnyTest, "contiguity.lease");
    const terminal = onTerminal(leasing, at.environment);
    await terminal.shows(`Lease ${plain}`);
    terminal.type(`y${enter}`);
    await untilOperation(at.home, "sent");
    await untilRequest(at.sandbox, "contiguity.lease");
    terminal.type(ctrlC);
    expect(await terminal.ended).toBe(3);
    expect(terminal.output()).toContain("leaseline reconcile");
    const { stdout } = await run(["operations", "--open"], at.environment);
    expect(stdout).toContain(plain);
  });

  it("wants the last four digits where the provider says no price", async () => {
    const body = { data: { id: plain, status: "available" } };
    control.fault("contiguity.get", { status: 200, body, times: "always" });
    const terminal = onTerminal(leasing, at.environment);
    await terminal.shows("Type the number's last four digits");
    terminal.type(`0100${enter}`);
    expect(await terminal.ended).toBe(0);
    expect(control.owned("contiguity")).toEqual([plain]);
  });
});

describe("release, on a terminal", () => {
  const held = () => control.leaseMany({ provider: "contiguity", count: 1 })[0] ?? "";

  it("releases after the last four digits", async () => {
    const number = held();
    const terminal = onTerminal(["release", number], at.environment);
    await terminal.shows("Type its last four digits");
    terminal.type(number.slice(-4) + enter);
    await terminal.shows("Released.");
    expect(await terminal.ended).toBe(0);
    expect(control.owned("contiguity")).toEqual([]);
  });

  it("releases nothing after others", async () => {
    const terminal = onTerminal(["release", held()], at.environment);
    await terminal.shows("Type its last four digits");
    terminal.type(`0000${enter}`);
    await terminal.shows("Those are not the number's last four digits. Nothing was sent");
    expect(await terminal.ended).toBe(5);
    expect(control.owned("contiguity")).toHaveLength(1);
  });
});

it.each([
  ["a release", ["release", plain], "Type its last four digits"],
  ["the keys of an account", ["accounts", "add", "contiguity", "--id", "other"], "API key"],
])("Ctrl+D at the question of %s ends with 1", async (_, words, question) => {
  await run(
    [...leasing, "--yes", "--expect-price", "2.99 USD", "--expect-setup", "1.99 USD"],
    at.environment,
  );
  const terminal = onTerminal(words, at.environment);
  await terminal.shows(question);
  terminal.type(ctrlD);
  expect(await terminal.ended).toBe(1);
  expect(control.owned("contiguity")).toEqual([plain]);
});

describe("a question that is left with Ctrl+Z, as to look something up", () => {
  // Started by something else in between, as npx does it.
  const script = `set -m; sh -c '"$0" "$@"; exit $?' "$0" "$@"; echo "In the shell."; fg > /dev/null`;

  it("is asked again, and what was typed at it before counts for nothing", async () => {
    const terminal = onTerminal(leasing, at.environment, { script });
    const question = `Lease ${plain} for`;
    await terminal.shows(question);
    terminal.type(`ye${ctrlZ}`);
    await terminal.shows("In the shell.");
    await terminal.shows(question, 2);
    terminal.type(`s${enter}`);
    expect(await terminal.ended).toBe(5);
    expect(control.writes()["contiguity.lease"].received).toBe(0);
  });

  it("takes an answer then", async () => {
    const terminal = onTerminal(leasing, at.environment, { script });
    await terminal.shows("until released?");
    terminal.type(ctrlZ);
    await terminal.shows("until released?", 2);
    terminal.type(`yes${enter}`);
    expect(await terminal.ended).toBe(0);
    expect(control.owned("contiguity")).toEqual([plain]);
  });

  it("hands no key to the shell, and shows none", async () => {
    const environment = {
      LEASELINE_HOME: at.home,
      LEASELINE_CONTIGUITY_URL: contiguity.baseUrl,
    };
    const terminal = onTerminal(["accounts", "add", "contiguity"], environment, { script });
    await terminal.shows("API key");
    terminal.type(ctrlZ);
    await terminal.shows("API key", 2);
    terminal.type(`contiguity_sk_wrong${enter}`);
    await terminal.shows("did not accept the key");
    expect(await terminal.ended).toBe(7);
    expect(terminal.output()).not.toContain("contiguity_sk_wrong");
  });

  it("is asked again where something else has stopped the program", async () => {
    const terminal = onTerminal(leasing, at.environment);
    await terminal.shows("until released?");
    terminal.kill("SIGSTOP");
    terminal.kill("SIGCONT");
    await terminal.shows("until released?", 2);
    terminal.type(`yes${enter}`);
    expect(await terminal.ended).toBe(0);
  });
});

describe("accounts add, on a terminal", () => {
  it("asks for the key without showing it", async () => {
    const terminal = onTerminal(["accounts", "add", "contiguity"], {
      LEASELINE_HOME: at.home,
      LEASELINE_CONTIGUITY_URL: contiguity.baseUrl,
    });
    await terminal.shows("API key");
    terminal.type(`contiguity_sk_wrong${enter}`);
    await terminal.shows("did not accept the key");
    expect(await terminal.ended).toBe(7);
    expect(terminal.output()).not.toContain("contiguity_sk_wrong");
  });

  it("shows no secret that is pasted with the lines before it", async () => {
    const terminal = onTerminal(["accounts", "add", "sinch"], { LEASELINE_HOME: at.home });
    await terminal.shows("Project ID");
    terminal.type("a-project\na-key-id\na-key-secret\n");
    await terminal.shows("Access key ID");
    terminal.type(ctrlC);
    expect(await terminal.ended).toBe(1);
    expect(terminal.output()).not.toContain("a-key-secret");
  });

  it("takes no key that is typed where it cannot be asked for without showing it", async () => {
    const adding = ["accounts", "add", "contiguity", "--id", "other", "--json"];
    const terminal = onTerminal(adding, at.environment, {
      script: 'exec "$0" "$@" 2> /dev/null',
    });
    await terminal.shows("would be shown");
    expect(await terminal.ended).toBe(2);
  });
});

describe("colours", () => {
  it("are there on a terminal", async () => {
    const terminal = onTerminal(["accounts", "list"], at.environment);
    expect(await terminal.ended).toBe(0);
    expect(terminal.output()).toContain(`${escape}1mACCOUNT`);
  });

  it.each([{ NO_COLOR: "1" }, { TERM: "dumb" }])("are not there with %o", async (changes) => {
    const terminal = onTerminal(["accounts", "list"], { ...at.environment, ...changes });
    expect(await terminal.ended).toBe(0);
    expect(terminal.output()).toContain("ACCOUNT");
    expect(terminal.output()).not.toContain(`${escape}1m`);
  });

  it("are of a failure, and not of a remark where all is well", async () => {
    const searching = ["search", "--country", "US", "--limit", "2"];
    const well = onTerminal(searching, at.environment);
    expect(await well.ended).toBe(0);
    expect(well.output()).toMatch(/\n\d+ offers are left out by --limit\./);
    control.fault("sinch.search", { status: 500, body: "", times: "always" });
    const failed = onTerminal(searching, at.environment);
    expect(await failed.ended).not.toBe(0);
    expect(failed.output()).toContain(`\n${escape}31m`);
  });

  it("are never in a document", async () => {
    const terminal = onTerminal(["accounts", "list", "--json"], at.environment);
    expect(await terminal.ended).toBe(0);
    expect(JSON.parse(terminal.output())).toHaveProperty("accounts");
  });
});

describe("a terminal of 60 columns", () => {
  const narrow = { columns: 60 };
  const lines = (output: string) => stripVTControlCharacters(output).split(/\r?\n/);

  it.each([[["search", "--country", "US", "--limit", "2"]], [["list"]], [["operations"]]])(
    "has room for every line of %o",
    async (words) => {
      await run(
        [...leasing, "--yes", "--expect-price", "2.99 USD", "--expect-setup", "1.99 USD"],
        at.environment,
      );
      const terminal = onTerminal(words, at.environment, narrow);
      expect(await terminal.ended).toBe(0);
      expect(lines(terminal.output()).filter((line) => line.length > narrow.columns)).toEqual([]);
      // A line for each fact, instead of a column.
      expect(lines(terminal.output())).toContainEqual(expect.stringMatching(/^Number {2,}\+/));
    },
  );

  it("has room for the help", async () => {
    const terminal = onTerminal(["--help"], at.environment, narrow);
    expect(await terminal.ended).toBe(0);
    expect(lines(terminal.output()).filter((line) => line.length > narrow.columns)).toEqual([]);
  });
});

describe("every other command, on a terminal", () => {
  it.each([
    [["search", "--country", "US", "--limit", "2"], "NUMBER", 0],
    [["quote", plain], "$2.99/mo", 0],
    [["list"], "No numbers are leased.", 0],
    [["show", plain], "does not hold", 4],
    [["watch", plain], "does not hold", 4],
    [["spend"], "Nothing is being paid for.", 0],
    [["operations"], "Nothing has been leased", 0],
    [["reconcile"], "Nothing is open.", 0],
    [["accounts", "check"], "the keys are accepted", 0],
    [["accounts", "remove", "other"], "There is no account “other”", 7],
  ])("%s", async (words, shown, exitCode) => {
    const terminal = onTerminal(words, at.environment);
    await terminal.shows(shown);
    expect(await terminal.ended).toBe(exitCode);
  });

  it("sandbox, until Ctrl+C", async () => {
    const terminal = onTerminal(["sandbox"], { LEASELINE_HOME: at.home });
    await terminal.shows("until Ctrl+C.");
    terminal.type(ctrlC);
    expect(await terminal.ended).toBe(0);
  });
});
