import { chmodSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Moved } from "@leaseline/core";
import { sqliteStore } from "@leaseline/core/node";
import { specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it, onTestFinished } from "vitest";
import { operationsIn, untilOperation } from "../support/ledger-state.js";
import { enter, onTerminal } from "../support/on-terminal.js";
import { run, start } from "../support/run.js";
import { longerThanAnyTest, sandboxHome, untilRequest } from "../support/sandbox-home.js";

// What every command does that spends or gives up.

const at = await sandboxHome();
const { control } = at.sandbox;
const { plain } = specialNumbers.contiguity;
const price = ["--expect-price", "2.99 USD", "--expect-setup", "1.99 USD"];
const leasing = ["lease", plain, "--account", "contiguity"];
const { origin } = new URL(at.sandbox.contiguity.baseUrl);
const digits = plain.slice(-4);

/** What was asked about by hand afterwards: its process is gone, and the provider says nothing that can be read. */
async function inDoubt(isCarriedOut = false): Promise<string> {
  if (isCarriedOut) control.fault("contiguity.lease", { noAnswer: true, after: true });
  else control.latency(longerThanAnyTest, "contiguity.lease");
  const running = start([...leasing, "--yes", ...price], at.environment);
  await untilOperation(at.home, "sent");
  await untilRequest(at.sandbox, "contiguity.lease");
  running.child.kill("SIGKILL");
  await running.ended;
  for (const read of ["contiguity.get", "contiguity.leased"] as const)
    control.fault(read, { html: true, times: "always" });
  const [operation] = await operationsIn(at.home);
  return operation?.id ?? "";
}

async function askedInVain(): Promise<void> {
  const running = start(["reconcile"], at.environment);
  await untilOperation(at.home, "unknown");
  running.child.kill("SIGTERM");
  expect((await running.ended).exitCode).toBe(3);
}

const half = { to: "/elsewhere/ledger.sqlite", move: "a move", done: false };

async function changeMove(home: string, moved: Moved): Promise<void> {
  const store = sqliteStore(() => join(home, "ledger.sqlite"));
  await store.write(async (records) => {
    await records.advance();
    await records.setMoved(moved);
  });
  await store.close();
}

/** As what a damaged ledger says of what was sent. */
async function damage(home: string): Promise<string> {
  const store = sqliteStore(() => join(home, "ledger.sqlite"));
  const failure = {
    kind: "outcome-unknown",
    reason: "ledger-damaged",
    status: null,
    detail: null,
  } as const;
  const id = await store.write(async (records) => {
    const [operation] = await records.operations({ states: ["sent"] });
    if (!operation) throw new Error("nothing was sent");
    await records.advance();
    await records.updateOperations([{ ...operation, state: "needs-attention", failure }]);
    return operation.id;
  });
  await store.close();
  return id;
}

/** Of the folder and the files in it, whose owner may do with the folder's what it says. */
function allow(home: string, mode: number): void {
  chmodSync(home, mode);
  for (const name of readdirSync(home)) chmodSync(join(home, name), mode);
}

describe("--dry-run", () => {
  it("of a lease says what would be asked, reserved and sent, and sends nothing", async () => {
    const { exitCode, document } = await run([...leasing, "--dry-run", "--json"], at.environment);
    expect(exitCode).toBe(0);
    expect(document()).toMatchObject({
      plan: {
        kind: "lease",
        number: plain,
        asks: `Lease ${plain} for $2.99/mo + $1.99 once, until released?`,
        agrees: '--yes --expect-price "2.99 USD" --expect-setup "1.99 USD" --expect-months 1',
        reserves: { recurring: { amount: "2.99", currency: "USD" } },
        sends: `one request to ${origin}, which leases ${plain}`,
      },
    });
    expect(control.writes()["contiguity.lease"]?.received).toBe(0);
    expect(await operationsIn(at.home)).toEqual([]);
  });

  it("of a release does the same", async () => {
    const [number = ""] = control.leaseMany({ provider: "contiguity", count: 1 });
    const { exitCode, stdout } = await run(["release", number, "--dry-run"], at.environment);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`one request to ${origin}, which releases ${number}`);
    expect(control.owned("contiguity")).toEqual([number]);
  });

  it("holds what a script agrees to against it all the same", async () => {
    const words = [...leasing, "--dry-run", "--yes", "--expect-price", "1.00 USD"];
    expect((await run(words, at.environment)).exitCode).toBe(5);
  });

  it.each(["--expect-price", "--expect-setup", "--expect-months"])(
    "refuses a %s that says nothing, before anything is asked",
    async (flag) => {
      const words = [...leasing, "--dry-run", flag, "cheap", "--json"];
      const { exitCode, document } = await run(words, at.environment);
      expect(exitCode).toBe(2);
      expect(document()).toMatchObject({ error: { kind: "usage", spent: "nothing" } });
      expect(control.requests()).toEqual([]);
    },
  );

  it.each([{ perLease: { USD: "4.00" } }, { monthly: { USD: "2.00" } }])(
    "finds that it would go beyond %o",
    async (caps) => {
      writeFileSync(join(at.home, "config.json"), JSON.stringify({ caps }));
      const { exitCode, document } = await run([...leasing, "--dry-run", "--json"], at.environment);
      expect(exitCode).toBe(6);
      expect(document()).toMatchObject({ error: { kind: "over-cap" } });
    },
  );

  it("reads no list for a cap on one lease, which the lease does not either", async () => {
    await run(["caps", "set", "USD", "--per-lease", "10"], at.environment);
    control.fault("contiguity.leased", { html: true, times: "always" });
    expect((await run([...leasing, "--dry-run"], at.environment)).exitCode).toBe(0);
    expect((await run([...leasing, "--yes", ...price], at.environment)).exitCode).toBe(0);
  });

  it.each([
    [0, "10"],
    [6, "4"],
  ])("goes by a list that was read before, as the lease does: %s", async (exitCode, monthly) => {
    await run(["list"], at.environment);
    await run(["caps", "set", "USD", monthly], at.environment);
    control.fault("contiguity.leased", { html: true, times: "always" });
    expect((await run([...leasing, "--dry-run"], at.environment)).exitCode).toBe(exitCode);
    expect((await run([...leasing, "--yes", ...price], at.environment)).exitCode).toBe(exitCode);
  });

  const closings = {
    "is being moved": (home: string) => changeMove(home, half),
    // Not as root, who may write everywhere: see caps.test.ts.
    ...(process.platform !== "win32" &&
      process.getuid?.() !== 0 && { "nobody may write": (home: string) => allow(home, 0o500) }),
  };
  const agreedTo = {
    lease: [...leasing, "--yes", ...price],
    release: ["release", plain, "--yes", "--confirm", digits],
    abandon: ["abandon", "--yes", "--confirm", digits],
  };

  it.for(
    Object.entries(closings).flatMap(([how, close]) =>
      Object.entries(agreedTo).map(([name, words]) => [name, how, words, close] as const),
    ),
  )("of %s says what that says of a ledger that %s", async ([name, , words, close]) => {
    if (name === "release") await run(agreedTo.lease, at.environment);
    const id = name === "abandon" ? [await inDoubt()] : [];
    if (name === "abandon") await askedInVain();
    await close(at.home);
    onTestFinished(() => allow(at.home, 0o700));
    const said = async (...flags: readonly string[]) => {
      const [command = "", ...rest] = words;
      const { exitCode, document } = await run(
        [command, ...id, ...rest, ...flags, "--json"],
        at.environment,
      );
      return { exitCode, ...document() };
    };
    const refused = await said();
    expect(refused).toMatchObject({ exitCode: expect.toSatisfy((code) => code !== 0), error: {} });
    expect(await said("--dry-run")).toEqual(refused);
  });

  it("says what the number is to be connected to", async () => {
    const { plain: number } = specialNumbers.sinch;
    const words = ["lease", number, "--account", "sinch", "--connect", "sms=my-plan", "--dry-run"];
    const { document } = await run([...words, "--json"], at.environment);
    expect(document()).toMatchObject({
      plan: {
        sends: expect.stringMatching(/, which leases \+12025550134, and connects sms to my-plan$/),
      },
    });
  });

  it.each([
    ["what the provider connects no number to", "sms=my-plan"],
    ["nothing", "sms="],
  ])(
    "refuses to connect to %s, as the lease does before anybody is asked",
    async (_, connection) => {
      const words = [...leasing, "--connect", connection];
      const { exitCode, document } = await run([...words, "--dry-run", "--json"], at.environment);
      expect(exitCode).toBe(2);
      expect(document()).toMatchObject({ error: { kind: "bad-input", spent: "nothing" } });
      const terminal = onTerminal(words, at.environment);
      expect(await terminal.ended).toBe(2);
      expect(control.requests()).toEqual([]);
    },
  );

  it.each([
    ["lease", [...leasing, "--yes", ...price, "--key", "--dry-run"]],
    ["release", ["release", plain, "--yes", "--confirm", digits, "--key", "--dry-run"]],
  ])("of a %s is not taken for the value of a flag that has lost its own", async (_, words) => {
    if (words[0] === "release") await run([...leasing, "--yes", ...price], at.environment);
    const before = control.writes();
    const { exitCode, document } = await run([...words, "--json"], at.environment);
    expect(exitCode).toBe(2);
    expect(document()).toMatchObject({ error: { kind: "usage", spent: "nothing" } });
    expect(control.writes()).toEqual(before);
  });

  it("asks nobody on a terminal", async () => {
    const terminal = onTerminal([...leasing, "--dry-run"], at.environment);
    expect(await terminal.ended).toBe(0);
    expect(terminal.output()).toContain("This was a dry run");
  });
});

it("what is settled is not told as if nothing had been done, where only what is open is asked for", async () => {
  expect((await run([...leasing, "--yes", ...price], at.environment)).exitCode).toBe(0);
  const { stdout } = await run(["operations", "--open"], at.environment);
  expect(stdout).toMatch(/with --open, all of it is settled/);
});

describe("abandon", () => {
  it("is refused without a terminal, until the digits are said", async () => {
    const id = await inDoubt();
    await askedInVain();
    const refused = await run(["abandon", id, "--json"], at.environment);
    expect(refused.exitCode).toBe(5);
    expect(refused.document()).toMatchObject({ error: { kind: "consent-missing" } });
    const wrong = await run(["abandon", id, "--yes", "--confirm", "0000"], at.environment);
    expect(wrong.exitCode).toBe(5);
    const dry = await run(["abandon", id, "--dry-run", "--json"], at.environment);
    expect(dry.document()).toMatchObject({ plan: { kind: "abandon", sends: null } });
    expect((await operationsIn(at.home))[0]?.state).toBe("unknown");
  });

  it("is refused before the provider was asked", async () => {
    const id = await inDoubt();
    const { exitCode, document } = await run(["abandon", id, "--json"], at.environment);
    expect(exitCode).toBe(1);
    expect(document()).toMatchObject({
      error: { kind: "unsettled", message: expect.stringContaining("leaseline reconcile") },
    });
  });

  it("asks for no digits where whoever sent it may still be at it, however damaged the ledger is", async () => {
    control.hold("contiguity.lease");
    const running = start([...leasing, "--yes", ...price], at.environment);
    await untilOperation(at.home, "sent");
    await untilRequest(at.sandbox, "contiguity.lease");
    const id = await damage(at.home);
    const { exitCode, document } = await run(["abandon", id, "--json"], at.environment);
    expect(document()).toMatchObject({ error: { kind: "in-progress" } });
    expect(exitCode).toBe(3);
    control.letGo();
    await running.ended;
  });

  it("frees the number after the digits, and says what it may cost", async () => {
    const id = await inDoubt();
    await askedInVain();
    const terminal = onTerminal(["abandon", id.slice(0, 8)], at.environment);
    await terminal.shows("may be charged for. Type its last four digits");
    terminal.type(digits + enter);
    await terminal.shows("Abandoned.");
    expect(await terminal.ended).toBe(0);
    expect((await operationsIn(at.home))[0]?.state).toBe("abandoned");
  });

  it("calls nothing given up that is settled while it asks", async () => {
    const id = await inDoubt(true);
    await askedInVain();
    const terminal = onTerminal(["abandon", id], at.environment, { columns: 400 });
    await terminal.shows("may be charged for. Type its last four digits");
    control.clearFaults();
    expect((await run(["reconcile"], at.environment)).exitCode).toBe(0);
    expect((await operationsIn(at.home))[0]?.state).toBe("committed");
    terminal.type(digits + enter);
    await terminal.shows(`The operation ${id} is committed`);
    expect(await terminal.ended).toBe(2);
    expect(terminal.output()).not.toContain("Abandoned");
  });

  it("names an operation that is not there, and one that is over", async () => {
    expect((await run(["abandon", "no-such-operation"], at.environment)).exitCode).toBe(2);
    await run([...leasing, "--yes", ...price], at.environment);
    const [operation] = await operationsIn(at.home);
    const { exitCode, stderr } = await run(["abandon", operation?.id ?? ""], at.environment);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("is committed");
  });
});
