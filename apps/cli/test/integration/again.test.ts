import { join } from "node:path";
import { createLeaseClient, toE164 } from "@leaseline/core";
import { sqliteLedger } from "@leaseline/core/node";
import { contiguityProvider } from "@leaseline/core/contiguity";
import { specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it, onTestFinished } from "vitest";
import { operationsIn, untilOperation } from "../support/ledger-state.js";
import { run, start } from "../support/run.js";
import { longerThanAnyTest, sandboxHome, untilRequest } from "../support/sandbox-home.js";

// The same request, given again: by a job that is retried, or by somebody who does not know what became of the first.

const at = await sandboxHome();
const { control } = at.sandbox;
const { plain } = specialNumbers.contiguity;
const price = ["--yes", "--expect-price", "2.99 USD", "--expect-setup", "1.99 USD"];
const leasing = ["lease", plain, "--account", "contiguity", ...price];
const releasing = ["release", plain, "--yes", "--confirm", plain.slice(-4)];
const leases = () => control.writes()["contiguity.lease"]?.received ?? 0;
const releases = () => control.writes()["contiguity.terminate"]?.received ?? 0;
const lease = () => run([...leasing, "--json"], at.environment);

/** The process is killed while its request waits at the provider, which carries it out afterwards. */
async function killedIn(
  words: readonly string[],
  request: "contiguity.lease" | "contiguity.terminate",
  afterwards: readonly string[],
) {
  control.hold(request);
  const running = start(words, at.environment);
  await untilOperation(at.home, "sent");
  await untilRequest(at.sandbox, request);
  running.child.kill("SIGKILL");
  await running.ended;
  control.letGo();
  await expect.poll(() => control.owned("contiguity")).toEqual(afterwards);
}

describe("the same lease again", () => {
  it("ends with 0 and says by which operation it is leased; nothing is sent", async () => {
    await lease();
    const [{ id } = { id: "" }] = await operationsIn(at.home);
    const { exitCode, document } = await lease();
    expect(exitCode).toBe(0);
    expect(document()).toMatchObject({ lease: { number: plain }, operation: id, already: true });
    const told = await run(leasing, at.environment);
    expect(told.stdout).toContain(`Already leased, by operation ${id}.`);
    expect(leases()).toBe(1);
  });

  it("needs neither flags nor a terminal, as nothing is agreed to", async () => {
    await lease();
    const { exitCode } = await run(["lease", plain, "--account", "contiguity"], at.environment);
    expect(exitCode).toBe(0);
  });

  it("after the first was killed on its way is told what became of that, and sends nothing", async () => {
    await killedIn(leasing, "contiguity.lease", [plain]);
    const { exitCode, document, stdout } = await lease();
    expect(exitCode).toBe(0);
    expect(document()).toMatchObject({ lease: { number: plain }, how: "seen" });
    expect(stdout).not.toMatch(/nothing was spent/i);
    expect(leases()).toBe(1);
    expect(control.owned("contiguity")).toEqual([plain]);
  });

  it("while nobody knows what became of the first is told so, and not that nothing was spent", async () => {
    control.hold("contiguity.lease");
    const running = start(leasing, at.environment);
    await untilRequest(at.sandbox, "contiguity.lease");
    running.child.kill("SIGKILL");
    await running.ended;
    const { exitCode, document, stdout } = await lease();
    expect(exitCode).toBe(3);
    expect(document()).toMatchObject({ error: { kind: "outcome-unknown", spent: "unknown" } });
    expect(stdout).not.toMatch(/nothing was spent/i);
    expect(leases()).toBe(1);
    const asked = await run(["reconcile", "--wait", "1", "--json"], at.environment);
    expect(asked.exitCode).toBe(3);
    expect(asked.document()).toMatchObject({
      operations: [{ number: plain, state: "unknown" }],
      waysOut: [
        { kind: "ask-again", mayCost: false },
        { kind: "give-up", mayCost: true },
      ],
    });
    expect(asked.stderr).toContain("up to 16 minutes");
    control.letGo();
  });

  it("is left to the first one while that runs, also by “reconcile”: nobody calls it ended", async () => {
    control.latency(longerThanAnyTest, "contiguity.lease");
    const { child } = start(leasing, at.environment);
    await untilRequest(at.sandbox, "contiguity.lease");
    const asked = await run(["reconcile"], at.environment);
    expect(asked.exitCode).toBe(3);
    expect(asked.stderr).toContain(`process ${child.pid} is at the lease of ${plain}`);
    expect(asked.stderr).not.toContain("A process ended");
  });

  it("beside the first one is one request, and both have the same answer", async () => {
    control.latency(1000, "contiguity.lease");
    const both = await Promise.all([lease(), lease()]);
    expect(both.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    expect(new Set(both.map(({ document }) => document()["operation"])).size).toBe(1);
    expect(leases()).toBe(1);
  });

  it("whose price comes when the same was leased meanwhile is told of that", async () => {
    const { contiguity } = at.sandbox;
    const ledger = sqliteLedger({ path: join(at.home, "ledger.sqlite") });
    onTestFinished(() => ledger.close());
    const account = contiguityProvider({ ...contiguity, account: "contiguity" });
    const number = toE164(plain);
    if (!number) throw new Error(`${plain} is no number`);
    const known = await account.quote(number);
    // It knows the price: whoever asks for it now waits.
    const accounts = [{ ...account, quote: () => Promise.resolve(known) }];
    const window = createLeaseClient({ accounts, ledger });
    control.hold("contiguity.get");
    const running = start([...leasing, "--json"], at.environment);
    const gets = () => control.requests("contiguity.get");
    await expect.poll(gets).toHaveLength(2);
    const { operation } = await window.lease(await window.quote("contiguity", number));
    control.letGo();
    const { exitCode, document } = await running.ended;
    expect(exitCode).toBe(0);
    expect(document()).toMatchObject({ operation: operation.id });
    expect(leases()).toBe(1);
  });

  it("of a number that the provider does not show any more is led to the lists, and not to what looks up what is open", async () => {
    await lease();
    control.takeAway(plain);
    const { exitCode, document } = await lease();
    expect(exitCode).toBe(3);
    expect(document()).toMatchObject({
      error: { kind: "outcome-unknown", message: expect.stringContaining("“leaseline list”") },
    });
    expect(JSON.stringify(document())).not.toContain("reconcile");
  });

  it("is a new one once the number was released", async () => {
    await lease();
    await run(releasing, at.environment);
    const { exitCode, document } = await lease();
    expect(exitCode).toBe(0);
    expect(document()).toMatchObject({ already: false });
    expect(leases()).toBe(2);
  });
});

describe("the same release again", () => {
  it("ends with 0 and says by which operation it was released; nothing is sent", async () => {
    await lease();
    await run(releasing, at.environment);
    const { exitCode, document } = await run([...releasing, "--json"], at.environment);
    expect(exitCode).toBe(0);
    expect(document()).toMatchObject({ lease: { state: "released" }, already: true });
    expect(releases()).toBe(1);
  });

  it("after the first was killed on its way is not called done before it is proved, and sends nothing", async () => {
    await lease();
    await killedIn(releasing, "contiguity.terminate", []);
    const { exitCode, document } = await run([...releasing, "--json"], at.environment);
    expect({ exitCode, releases: releases() }).toEqual({ exitCode: 3, releases: 1 });
    expect(document()).toMatchObject({ error: { kind: "outcome-unknown", spent: "unknown" } });
  });
});

describe("a release of a number that is held, and at which something is on its way", () => {
  const flags = [[], ["--dry-run"]];

  it.each(flags)("asks nobody, and says that the first one is in doubt: %s", async (...flag) => {
    await lease();
    control.latency(longerThanAnyTest, "contiguity.terminate");
    const running = start(releasing, at.environment);
    await untilOperation(at.home, "sent");
    running.child.kill("SIGKILL");
    await running.ended;
    const { exitCode, document } = await run(["release", plain, ...flag, "--json"], at.environment);
    expect(document()).toMatchObject({ error: { kind: "outcome-unknown", spent: "unknown" } });
    expect(exitCode).toBe(3);
  });

  it.each(flags)("asks nobody, and says that it is being leased: %s", async (...flag) => {
    control.fault("contiguity.lease", { noAnswer: true, after: true });
    const running = start(leasing, at.environment);
    await untilOperation(at.home, "sent");
    await expect.poll(() => control.owned("contiguity")).toEqual([plain]);
    running.child.kill("SIGKILL");
    await running.ended;
    const { exitCode, document } = await run(["release", plain, ...flag, "--json"], at.environment);
    expect(document()).toMatchObject({ error: { kind: "in-progress" } });
    expect(exitCode).toBe(3);
    expect(releases()).toBe(0);
  });

  it("is refused in a dry run with the key of another request", async () => {
    await run([...leasing, "--key", "job-17"], at.environment);
    const words = ["release", plain, "--key", "job-17", "--dry-run", "--json"];
    expect((await run(words, at.environment)).exitCode).toBe(2);
  });
});

describe("what nobody may look up any more", () => {
  const refusals = {
    "a key that is not accepted any more": 401,
    "rights that were taken away": 403,
  } as const;
  const commands = { lease: leasing, release: releasing } as const;
  const requests = { lease: "contiguity.lease", release: "contiguity.terminate" } as const;

  for (const kind of ["lease", "release"] as const)
    it.each(Object.entries(refusals))(
      `is in doubt, and not told as if nothing had come of the ${kind}: %s`,
      async (_, status) => {
        if (kind === "release") await lease();
        control.hold(requests[kind]);
        control.fault(requests[kind], { reset: "after" });
        const first = start(commands[kind], at.environment);
        await untilRequest(at.sandbox, requests[kind]);
        const body = { object: "error", data: { error: "No.", status } };
        const refused = { status, body, times: "always" } as const;
        control.fault("contiguity.get", refused);
        control.fault("contiguity.leased", refused);
        control.letGo();
        expect((await first.ended).exitCode).toBe(3);
        const doubt = expect.objectContaining({ kind: "outcome-unknown", spent: "unknown" });
        const asked = await run(["reconcile", "--json"], at.environment);
        expect(asked.exitCode).toBe(3);
        const open = { state: "needs-attention", failure: doubt };
        expect(asked.document()).toMatchObject({ operations: [open] });
        const listed = await run(["operations", "--json"], at.environment);
        expect(listed.document()["operations"]).toContainEqual(expect.objectContaining(open));
        const again = await run([...commands[kind], "--json"], at.environment);
        expect(again.document()).toMatchObject({ error: doubt });
        expect(again.exitCode).toBe(3);
        expect(JSON.stringify(again.document())).toContain("check the account's key");
        control.clearFaults();
        // A lease is settled when it is seen. That a number is gone is proved after two minutes only.
        const wait = kind === "lease" ? [] : ["--wait", "1"];
        const healed = await run(["reconcile", ...wait], at.environment);
        expect(healed.exitCode).toBe(kind === "lease" ? 0 : 3);
        expect({ leases: leases(), releases: releases() }).toEqual({
          leases: 1,
          releases: kind === "lease" ? 0 : 1,
        });
      },
    );
});

describe("--key", () => {
  it("has the same answer for the same request, and is refused with another one", async () => {
    const keyed = [...leasing, "--key", "job-17", "--json"];
    const first = await run(keyed, at.environment);
    const second = await run(keyed, at.environment);
    expect(second.document()).toMatchObject({
      operation: first.document()["operation"],
      already: true,
    });
    const other = ["lease", specialNumbers.contiguity.priceRises, "--account", "contiguity"];
    const { exitCode, document } = await run(
      [...other, ...price, "--key", "job-17", "--json"],
      at.environment,
    );
    expect(exitCode).toBe(2);
    expect(document()).toMatchObject({ error: { kind: "bad-input" } });
    expect(leases()).toBe(1);
  });
});
