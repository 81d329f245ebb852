import { getEventListeners } from "node:events";
import { specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it } from "vitest";
import { createLeaseClient } from "../client/create-lease-client.js";
import type { LeaseClientOptions } from "../client/lease-client.js";
import { toMoney } from "../domain/money.js";
import type { Ledger } from "../ledger/ledger.js";
import { accountsAt, cases, settings } from "../../test/support/both-providers.js";
import { failureOf } from "../../test/support/failure.js";
import { sharedSandbox } from "../../test/support/shared-sandbox.js";
import { later } from "../../test/support/timing.js";
import { e164 } from "../../test/support/e164.js";

const sandbox = await sharedSandbox();
const { control } = sandbox;

const window = (ledger: Ledger, options: Partial<LeaseClientOptions> = {}) =>
  createLeaseClient({ accounts: accountsAt(sandbox), ledger, timing: later, ...options });

describe.each(cases)("the same wish given again at $account, with a ledger $name", (setting) => {
  const { account, start } = setting;
  const number = e164(specialNumbers[account].plain);
  const confirm = number.slice(-4);
  const wish = { kind: "lease", account, number } as const;
  const received = (kind: "lease" | "release") => control.writes()[setting[kind]].received;

  it("joins the one that is under way, and stops waiting when it is told to", async () => {
    const open = start();
    const [one, other] = [window(open()), window(open())];
    const quotes = [await one.quote(account, number), await other.quote(account, number)] as const;
    control.hold(setting.lease);
    const first = one.lease(quotes[0]);
    await expect.poll(() => received("lease")).toBe(1);
    // It is let go only afterwards: whoever did not stop would wait for ever.
    const joined = await other.lease(quotes[1], { signal: AbortSignal.timeout(50) });
    control.letGo();
    expect(joined).toMatchObject({ kind: "unknown", failure: { reason: "not-awaited" } });
    expect(await first).toMatchObject({
      kind: "committed",
      operation: { id: joined.operation.id },
    });
    expect(received("lease")).toBe(1);
  });

  it("leaves no listener on a signal that lives longer", async () => {
    const client = window(start()());
    const { signal } = new AbortController();
    const quote = await client.quote(account, number, { signal });
    const result = await client.lease(quote, { signal });
    if (result.kind !== "committed") throw new Error(`it is ${result.kind}`);
    await client.standing(wish, { signal });
    await client.sweep({ signal });
    await client.reconcile({ signal });
    await client.release(result.lease, { confirm, signal });
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  it("tells another account's wish for the number that it is taken by an open operation", async () => {
    const open = start();
    const client = window(open());
    control.fault(setting.lease, { reset: "before" });
    const result = await client.lease(await client.quote(account, number));
    const [other] = settings.filter((one) => one.account !== account);
    const standing = client.standing({ kind: "lease", account: other?.account ?? "", number });
    expect(await failureOf(standing)).toMatchObject({
      kind: "in-progress",
      by: { operation: result.operation.id, holder: expect.stringContaining("process") },
    });
  });

  describe("within a monthly limit", () => {
    const limit = toMoney("1000", "USD");
    const caps = limit ? ([{ kind: "monthly", limit }] as const) : [];

    it("reads first what the accounts cost already", async () => {
      control.leaseMany({ provider: account, count: 3 });
      const ledger = start()();
      const client = window(ledger, { caps });
      await client.lease(await client.quote(account, number));
      const lists = control.requests(listing[account]);
      expect(lists.length).toBeGreaterThan(0);
      const held = (await ledger.lists()).find((one) => one.account === account);
      expect(held?.leases).toHaveLength(4);
    });

    it("leases nothing when that cannot be read", async () => {
      control.fault(listing[account], { html: true, times: "always" });
      const client = window(start()(), { caps });
      const failure = await failureOf(client.lease(await client.quote(account, number)));
      expect(failure).toMatchObject({ kind: "unlisted", account });
      expect(received("lease")).toBe(0);
    });

    it("is cancelled, and not refused, when the reading of that is", async () => {
      const client = window(start()(), { caps });
      const quote = await client.quote(account, number);
      control.hold(listing[account]);
      const cancelling = new AbortController();
      const failure = failureOf(client.lease(quote, { signal: cancelling.signal }));
      await expect
        .poll(() => control.requests().map(({ operation }) => operation))
        .toContain(listing[account]);
      cancelling.abort();
      expect(await failure).toEqual({ kind: "not-sent", reason: "cancelled" });
      control.letGo();
    });
  });
});

const listing = { contiguity: "contiguity.leased", sinch: "sinch.list" } as const;
