import { describe, expect, it } from "vitest";
import { clientStage, providers } from "../../test/support/client-stage.js";
import { e164 } from "../../test/support/e164.js";
import { failureOf } from "../../test/support/failure.js";
import { sharedSandbox } from "../../test/support/shared-sandbox.js";
import { systemClock } from "../clock.js";

const { control, client, writes, requestsTo, leasedAt } = clientStage(await sharedSandbox());

describe.each(providers)("a lease at $account", (setting) => {
  const { account, numbers, leaseRequest } = setting;
  const { plain } = numbers;
  const leased = () => leasedAt(setting);

  it("leases a number with one request", async () => {
    expect(await leased()).toMatchObject({ number: plain, account, provider: account });
    expect(control.writes()[leaseRequest]).toEqual({ received: 1, committed: 1 });
    expect(control.charges(account)).toHaveLength(1);
  });

  it("reads the price again just before", async () => {
    const leases = client();
    const quoted = await leases.quote(account, plain);
    const before = requestsTo(setting.quoteRequest);
    await leases.lease(quoted);
    expect(requestsTo(setting.quoteRequest)).toBe(before + 1);
  });

  it("asks again when the price has changed, and sends nothing", async () => {
    const leases = client();
    const quoted = await leases.quote(account, numbers.priceRises);
    const failure = await failureOf(leases.lease(quoted));
    expect(failure).toMatchObject({ kind: "price-changed", quoted: quoted.price });
    expect(failure.kind === "price-changed" && failure.current).not.toEqual(quoted.price);
    expect(writes()).toBe(0);
  });

  it("leases at the new price once that is agreed to", async () => {
    const leases = client();
    await failureOf(leases.lease(await leases.quote(account, numbers.priceRises)));
    const settled = await leases.lease(await leases.quote(account, numbers.priceRises));
    expect(settled.kind).toBe("committed");
  });

  it("says that somebody else has taken the number meanwhile, as far as the provider says so", async () => {
    const leases = client();
    const leasing = leases.lease(await leases.quote(account, numbers.takenMeanwhile));
    // A conflict does not say who has it: it may be ourselves.
    if (account === "contiguity")
      expect(await leasing).toMatchObject({ kind: "unknown", failure: { reason: "conflict" } });
    else expect(await failureOf(leasing)).toEqual({ kind: "number-taken" });
    expect(writes()).toBe(1);
  });

  it("says of a number that is taken who has it, where the ledger knows, and where it is the account itself", async () => {
    const leases = client();
    await leases.lease(await leases.quote(account, plain));
    const heldBy = account;
    const taken = { kind: "number-taken", heldBy };
    expect(await failureOf(leases.quote(account, plain))).toEqual(taken);
    // As after the loss of the ledger.
    expect(await failureOf(client().quote(account, plain))).toEqual(taken);
    const others = e164("+13055559999");
    expect(await failureOf(client().quote(account, others))).toEqual({ kind: "number-taken" });
  });

  it("sends nothing for a number that was taken before", async () => {
    const leases = client();
    const quoted = await leases.quote(account, plain);
    control.leaseElsewhere(account, plain);
    expect(await failureOf(leases.lease(quoted))).toEqual({ kind: "number-taken" });
    expect(writes()).toBe(0);
  });

  it("spends on no quote that is older than ten minutes", async () => {
    let nowMs = 5;
    const leases = client({ clock: { ...systemClock, monotonicMs: () => nowMs } });
    const quoted = await leases.quote(account, plain);
    nowMs += 600_001;
    expect(await failureOf(leases.lease(quoted))).toEqual({ kind: "quote-expired" });
    nowMs -= 1;
    expect((await leases.lease(quoted)).kind).toBe("committed");
  });

  it("sends nothing when it is cancelled before", async () => {
    const leases = client();
    const quoted = await leases.quote(account, plain);
    const failure = await failureOf(leases.lease(quoted, { signal: AbortSignal.abort() }));
    expect(["cancelled", "not-sent"]).toContain(failure.kind);
    expect(writes()).toBe(0);
    expect((await leases.lease(quoted)).kind).toBe("committed");
  });

  it("leases nothing that has no price", async () => {
    const bare =
      account === "contiguity" ? { id: plain, status: "available" } : { phoneNumber: plain };
    const body = account === "contiguity" ? { data: bare } : bare;
    control.fault(setting.quoteRequest, { status: 200, body, times: "always" });
    const leases = client();
    const quoted = await leases.quote(account, plain);
    expect(quoted.price).toBeNull();
    expect(await failureOf(leases.lease(quoted))).toEqual({ kind: "price-unknown" });
    expect(writes()).toBe(0);
    expect(await leases.lease(quoted, { unknownPrice: true })).toMatchObject({ kind: "committed" });
  });

  it("connects a number to nothing that the provider has no word for", async () => {
    const leases = client();
    const quoted = await leases.quote(account, plain);
    const failure = await failureOf(leases.lease(quoted, { connect: { whatsapp: "id" } }));
    expect(failure).toMatchObject({ kind: "bad-input", field: "connect" });
    expect(writes()).toBe(0);
  });
});
