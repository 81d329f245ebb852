import { specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it } from "vitest";
import { clientStage, providers, transport } from "../../test/support/client-stage.js";
import { e164 } from "../../test/support/e164.js";
import { failureOf } from "../../test/support/failure.js";
import { sharedSandbox } from "../../test/support/shared-sandbox.js";
import { soon } from "../../test/support/timing.js";
import { contiguityProvider } from "../providers/contiguity/provider.js";
import { sinchProvider } from "../providers/sinch/provider.js";
import type { Transport } from "../http/transport.js";

const sandbox = await sharedSandbox();
const { control, client, requestsTo } = clientStage(sandbox);
const swedish = e164(specialNumbers.sinch.swedishMobile);
const refusal = { error: { code: 400, message: "No.", status: "X", details: [] } };

/** Something on the way that sends each write twice, and passes the second answer on. */
const twice: Transport = async (request) => {
  if (request.effect === "write") await transport(request);
  return transport({ ...request, ahead: undefined });
};

describe("an order whose submission something on the way sends twice to sinch", () => {
  const start = () =>
    client({
      timing: { ...soon, looksAfterMs: [0] },
      accounts: [
        sinchProvider({
          ...sandbox.sinch,
          account: "sinch",
          // Creating it twice would end before: the first one keeps the number from the second.
          transport: (request) =>
            request.url.endsWith("/submit") ? twice(request) : transport(request),
          orders: "as-documented",
        }),
      ],
    });

  it("is no order of which it is said that nothing was spent", async () => {
    const leases = start();
    const result = await leases.lease(await leases.quote("sinch", swedish));
    expect(result).toMatchObject({ kind: "accepted", order: "sandbox-order-000001" });
    expect(requestsTo("sinch.submit-order")).toBe(2);
    control.clock.advance(60_000);
    await leases.reconcile();
    expect(await leases.operations()).toMatchObject([{ state: "committed", number: swedish }]);
    expect(control.charges("sinch")).toHaveLength(1);
  });

  it("is followed where it cannot be read now", async () => {
    const leases = start();
    const offer = await leases.quote("sinch", swedish);
    leases.onChange(({ state }) => {
      if (state === "sent") control.fault("sinch.order", { reset: "before", times: 3 });
    });
    expect(await leases.lease(offer)).toMatchObject({ kind: "accepted" });
    control.clearFaults();
    control.clock.advance(60_000);
    await leases.reconcile();
    expect(await leases.operations()).toMatchObject([{ state: "committed", number: swedish }]);
    expect(control.charges("sinch")).toHaveLength(1);
  });

  it("is refused where Sinch did not take it", async () => {
    const leases = start();
    const offer = await leases.quote("sinch", swedish);
    control.fault("sinch.submit-order", { status: 400, body: refusal });
    control.fault("sinch.submit-order", { status: 400, body: refusal });
    expect(await failureOf(leases.lease(offer))).toMatchObject({ kind: "rejected" });
    expect(control.charges("sinch")).toEqual([]);
  });
});

describe.each(providers)("a write that something on the way sends twice to $account", (setting) => {
  const { account, numbers, leaseRequest, releaseRequest } = setting;
  const { plain } = numbers;
  const start = () =>
    client({
      accounts: [
        contiguityProvider({ ...sandbox.contiguity, account: "contiguity", transport: twice }),
        sinchProvider({ ...sandbox.sinch, account: "sinch", transport: twice }),
      ],
    });

  it("is no lease of which it is said that nothing was spent: the number is held, and is found", async () => {
    const leases = start();
    const result = await leases.lease(await leases.quote(account, plain));
    expect(result).toMatchObject({ kind: "committed", how: "seen", lease: { number: plain } });
    expect(control.writes()[leaseRequest]).toEqual({ received: 2, committed: 1 });
    expect(control.charges(account)).toHaveLength(1);
  });

  it("is no release of which it is said that nothing was given up", async () => {
    const leases = start();
    const result = await leases.lease(await leases.quote(account, plain));
    if (result.kind !== "committed") throw new Error(`it is ${result.kind}`);
    const released = await leases.release(result.lease, { confirm: plain.slice(-4) });
    expect(["committed", "unknown"]).toContain(released.kind);
    expect(control.writes()[releaseRequest]?.received).toBe(2);
  });
});

describe.each(providers)("a lease that $account refuses", ({ account, numbers, leaseRequest }) => {
  const reads = ["contiguity.details", "contiguity.leased", "sinch.get", "sinch.list"] as const;

  it.each([
    ["whoever may not look at it knows no more", 400, 403, "rejected"],
    ["keys that are refused cannot look at it either", 401, 401, "unauthorized"],
  ] as const)("is refused: %s", async (_, refused, looked, kind) => {
    const leases = client();
    const quoted = await leases.quote(account, numbers.plain);
    const answer = (status: number) =>
      ({ status, body: refusals[account](status), times: "always" }) as const;
    leases.onChange(({ state }) => {
      if (state === "sent") for (const read of reads) control.fault(read, answer(looked));
    });
    control.fault(leaseRequest, answer(refused));
    expect(await failureOf(leases.lease(quoted))).toMatchObject({ kind });
    expect(requestsTo(leaseRequest)).toBe(1);
  });
});

const refusals = {
  contiguity: (status: number) => ({ object: "error", data: { error: "No.", status } }),
  sinch: (code: number) => ({ error: { code, message: "No.", status: "X", details: [] } }),
};
