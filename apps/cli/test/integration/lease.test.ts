import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it } from "vitest";
import { operationsIn, untilOperation } from "../support/ledger-state.js";
import { run, start } from "../support/run.js";
import { longerThanAnyTest, sandboxHome, untilRequest } from "../support/sandbox-home.js";

const at = await sandboxHome();
const { control } = at.sandbox;
const { plain, priceRises, takenMeanwhile } = specialNumbers.contiguity;
const dear = ["--expect-price", "19.99 USD", "--expect-setup", "2.99 USD"];
const agreed = ["--expect-price", "2.99 USD", "--expect-setup", "1.99 USD"];

const leasing = (number: string, flags: readonly string[]) => [
  "lease",
  number,
  "--account",
  "contiguity",
  "--json",
  ...flags,
];
const lease = (number: string, flags: readonly string[]) =>
  run(leasing(number, flags), at.environment);
const sent = () => control.writes()["contiguity.lease"]?.received ?? 0;

describe("lease, without a terminal", () => {
  it("leases a number at the price that was agreed to", async () => {
    const { exitCode, document } = await lease(plain, ["--yes", ...agreed]);
    expect(exitCode).toBe(0);
    expect(document()).toMatchObject({ lease: { number: plain, account: "contiguity" } });
    expect(control.owned("contiguity")).toEqual([plain]);
  });

  it.each([
    ["without a word of consent", []],
    ["with a price and without --yes", agreed],
    ["with --yes and without a price", ["--yes"]],
  ])("sends nothing %s", async (_, flags) => {
    const { exitCode, document } = await lease(plain, flags);
    expect(exitCode).toBe(5);
    expect(document()).toMatchObject({ error: { kind: "consent-missing", spent: "nothing" } });
    expect(sent()).toBe(0);
  });

  it.each([
    ["another amount", ["--expect-price", "2.00 USD", "--expect-setup", "1.99 USD"]],
    ["another currency", ["--expect-price", "2.99 EUR", "--expect-setup", "1.99 USD"]],
    ["no setup, where there is one", ["--expect-price", "2.99 USD", "--expect-setup", "0 USD"]],
    ["another interval", [...agreed, "--expect-months", "12"]],
    ["a price that nobody knows", ["--expect-price", "unknown", "--expect-setup", "unknown"]],
  ])("sends nothing when what was agreed to is %s", async (_, flags) => {
    const { exitCode, document } = await lease(plain, ["--yes", ...flags]);
    expect(exitCode).toBe(5);
    expect(document()).toMatchObject({
      error: {
        kind: "price-differs",
        message: expect.stringContaining('--expect-price "2.99 USD" --expect-setup "1.99 USD"'),
        spent: "nothing",
      },
    });
    expect(sent()).toBe(0);
  });

  it("sends nothing when the price has risen since it was agreed to", async () => {
    const { exitCode, document } = await lease(priceRises, ["--yes", ...dear]);
    expect(exitCode).toBe(5);
    expect(document()).toMatchObject({ error: { kind: "price-changed", spent: "nothing" } });
    expect(sent()).toBe(0);
  });

  it("refuses an amount that is none", async () => {
    const { exitCode, document } = await lease(plain, ["--yes", "--expect-price", "cheap"]);
    expect(exitCode).toBe(2);
    expect(document()).toMatchObject({ error: { kind: "usage" } });
  });

  it("does not say that somebody else was faster on no more than a conflict: it may have been ourselves", async () => {
    const { exitCode, document } = await lease(takenMeanwhile, ["--yes", ...dear]);
    expect(exitCode).toBe(3);
    expect(document()).toMatchObject({ error: { kind: "outcome-unknown", spent: "unknown" } });
  });

  it.each([
    ["monthly", { monthly: { USD: "2.00" } }],
    ["for one lease", { perLease: { USD: "4.00" } }],
    ["in another currency", { monthly: { EUR: "100.00" } }],
  ])("keeps to a cap that is %s", async (_, caps) => {
    writeFileSync(join(at.home, "config.json"), JSON.stringify({ caps }));
    const { exitCode, document } = await lease(plain, ["--yes", ...agreed]);
    expect(exitCode).toBe(6);
    expect(document()).toMatchObject({ error: { kind: "over-cap", spent: "nothing" } });
    expect(sent()).toBe(0);
  });

  it("counts in a new ledger what the other accounts cost already", async () => {
    writeFileSync(join(at.home, "config.json"), '{"caps":{"monthly":{"USD":"5.00"}}}');
    control.leaseMany({ provider: "sinch", count: 3 });
    const { exitCode, document } = await lease(plain, ["--yes", ...agreed]);
    expect(exitCode).toBe(6);
    expect(document()).toMatchObject({ error: { kind: "over-cap", spent: "nothing" } });
    expect(sent()).toBe(0);
  });

  it("leases nothing beyond a monthly cap that is set meanwhile: what the other accounts cost counts", async () => {
    control.leaseMany({ provider: "sinch", count: 2 });
    control.hold("contiguity.get");
    const leased = lease(plain, ["--yes", ...agreed]);
    await untilRequest(at.sandbox, "contiguity.get");
    expect((await run(["caps", "set", "USD", "5"], at.environment)).exitCode).toBe(0);
    control.letGo();
    const { exitCode, document } = await leased;
    expect(exitCode).toBe(1);
    expect(document()).toMatchObject({
      error: { kind: "unlisted", message: expect.stringMatching(/sinch.*could not be read/) },
    });
    expect(sent()).toBe(0);
    const again = await lease(plain, ["--yes", ...agreed]);
    expect([again.exitCode, again.document()]).toMatchObject([6, { error: { kind: "over-cap" } }]);
  });

  it("leases nothing under a monthly cap while one of the accounts cannot be had", async () => {
    writeFileSync(join(at.home, "config.json"), '{"caps":{"monthly":{"USD":"100.00"}}}');
    const { SINCH_KEY_ID: _, ...environment } = at.environment;
    const { exitCode, document } = await run(leasing(plain, ["--yes", ...agreed]), environment);
    expect(exitCode).toBe(7);
    expect(document()).toMatchObject({ error: { kind: "bad-credentials" } });
    expect(sent()).toBe(0);
  });

  it("does nothing with caps that it does not understand", async () => {
    writeFileSync(join(at.home, "config.json"), '{"caps":{"montly":{"USD":"2.00"}}}');
    const { exitCode, document } = await lease(plain, ["--yes", ...agreed]);
    expect(exitCode).toBe(2);
    expect(document()).toMatchObject({ error: { kind: "bad-config" } });
    expect(control.requests()).toEqual([]);
  });

  it("says that the balance is too low", async () => {
    control.setBalance("contiguity", "1.00");
    const { exitCode, document } = await lease(plain, ["--yes", ...agreed]);
    expect(exitCode).toBe(1);
    expect(document()).toMatchObject({ error: { kind: "insufficient-funds", spent: "nothing" } });
  });

  it("names an account that is not there", async () => {
    const { exitCode, document } = await run(
      ["lease", plain, "--account", "other", "--yes", "--expect-price", "2.99 USD", "--json"],
      at.environment,
    );
    expect(exitCode).toBe(7);
    expect(document()).toMatchObject({ error: { kind: "no-account" } });
  });

  it("says that the outcome is unknown when the answer and the look afterwards are lost", async () => {
    control.hold("contiguity.lease");
    control.fault("contiguity.lease", { status: 500, body: "", after: true });
    const running = start(leasing(plain, ["--yes", ...agreed]), at.environment);
    await untilRequest(at.sandbox, "contiguity.lease");
    control.fault("contiguity.get", { html: true, times: "always" });
    control.fault("contiguity.leased", { html: true, times: "always" });
    control.letGo();
    const { exitCode, document } = await running.ended;
    expect(exitCode).toBe(3);
    expect(document()).toMatchObject({ error: { kind: "outcome-unknown", spent: "unknown" } });
  });
});

describe("Ctrl+C during a lease", () => {
  it("after it was sent ends with 3, and “operations” finds it", async () => {
    control.latency(longerThanAnyTest, "contiguity.lease");
    const running = start(leasing(plain, ["--yes", ...agreed]), at.environment);
    await untilOperation(at.home, "sent");
    running.child.kill("SIGINT");
    const { exitCode, document, stderr } = await running.ended;
    expect(exitCode).toBe(3);
    expect(document()).toMatchObject({
      error: {
        kind: "outcome-unknown",
        message: expect.stringContaining("leaseline reconcile"),
        spent: "unknown",
      },
    });
    expect(stderr).toContain("Leasing");
    const found = await run(["operations", "--open", "--json"], at.environment);
    expect(found.document()).toMatchObject({
      operations: [{ number: plain, account: "contiguity", kind: "lease", state: "sent" }],
    });
  });

  it("leaves to “reconcile” what has become of it, which sends nothing again", async () => {
    control.fault("contiguity.lease", { noAnswer: true, after: true });
    const running = start(leasing(plain, ["--yes", ...agreed]), at.environment);
    await untilOperation(at.home, "sent");
    await untilRequest(at.sandbox, "contiguity.lease");
    running.child.kill("SIGINT");
    expect((await running.ended).exitCode).toBe(3);
    const { exitCode, document, stderr } = await run(["reconcile", "--json"], at.environment);
    expect(exitCode).toBe(0);
    expect(document()).toMatchObject({
      operations: [{ number: plain, kind: "lease", state: "committed", provider: "contiguity" }],
    });
    expect(stderr).toContain(`The lease of ${plain} is committed.`);
    expect(sent()).toBe(1);
  });

  it("before it was sent ends with 1, and nothing was spent", async () => {
    control.latency(longerThanAnyTest, "contiguity.get");
    const running = start(leasing(plain, ["--yes", ...agreed]), at.environment);
    await untilRequest(at.sandbox, "contiguity.get");
    running.child.kill("SIGINT");
    const { exitCode, document } = await running.ended;
    expect(exitCode).toBe(1);
    expect(document()).toMatchObject({ error: { spent: "nothing" } });
    expect(sent()).toBe(0);
    expect(await operationsIn(at.home)).toEqual([]);
  });
});
