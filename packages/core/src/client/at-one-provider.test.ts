import { specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it } from "vitest";
import { all, clientStage, inUs, itemsOf } from "../../test/support/client-stage.js";
import { e164 } from "../../test/support/e164.js";
import { failureOf } from "../../test/support/failure.js";
import { sharedSandbox } from "../../test/support/shared-sandbox.js";
import type { Quote } from "./quote.js";

const { control, client, writes } = clientStage(await sharedSandbox());

describe("at sinch alone", () => {
  it("refuses a number that needs documents before anything is sent", async () => {
    const number = e164(specialNumbers.sinch.needsDocuments);
    const leases = client();
    expect(await failureOf(leases.quote("sinch", number))).toMatchObject({
      kind: "requirements-missing",
      requirements: [{ kind: "documents" }],
    });
    const { offer, price } = await leases.quote("sinch", e164(specialNumbers.sinch.plain));
    const made: Quote = { account: "sinch", number, offer, price, quotedAtMs: performance.now() };
    expect(await failureOf(leases.lease(made))).toMatchObject({ kind: "requirements-missing" });
    expect(writes()).toBe(0);
  });

  it("connects a new number, which is pending until it is provisioned", async () => {
    const leases = client();
    const number = e164(specialNumbers.sinch.plain);
    const settled = await leases.lease(await leases.quote("sinch", number), {
      connect: { sms: "plan", voice: "app" },
    });
    expect(settled).toMatchObject({
      lease: {
        state: "pending",
        provisioning: [
          { feature: "sms", state: "waiting" },
          { feature: "voice", state: "waiting" },
        ],
      },
    });
    control.clock.advance(10_000);
    expect(await leases.get("sinch", number)).toMatchObject({
      lease: {
        state: "active",
        provisioning: [
          { feature: "sms", state: "ready" },
          { feature: "voice", state: "ready" },
        ],
      },
    });
  });

  it("keeps a number listed whose provisioning failed", async () => {
    const leases = client();
    const number = e164(specialNumbers.sinch.smsProvisioningFails);
    await leases.lease(await leases.quote("sinch", number), { connect: { sms: "plan" } });
    control.clock.advance(10_000);
    expect(itemsOf(await all(leases.list()), "sinch")).toMatchObject([
      {
        number,
        state: "failed",
        provisioning: [{ state: "failed", errorCodes: ["INSUFFICIENT_BALANCE"] }],
      },
    ]);
  });

  it("leases a number whose interval is not said", async () => {
    const leases = client();
    const quoted = await leases.quote("sinch", e164(specialNumbers.sinch.intervalNotSaid));
    expect(quoted.price?.intervalMonths).toBeNull();
    expect((await leases.lease(quoted)).kind).toBe("committed");
  });

  it("looks at a release without an answer, and finds it on its way", async () => {
    const leases = client();
    const settled = await leases.lease(
      await leases.quote("sinch", e164(specialNumbers.sinch.plain)),
    );
    if (settled.kind !== "committed") throw new Error("not leased");
    control.fault("sinch.release", { reset: "after" });
    expect(
      await leases.release(settled.lease, { confirm: settled.lease.number.slice(-4) }),
    ).toMatchObject({
      kind: "committed",
      how: "seen",
      lease: { state: "releasing" },
    });
  });
});

describe("at contiguity alone", () => {
  it("shows and does not lease a number that is not offered", async () => {
    const number = e164(specialNumbers.contiguity.shownOnly);
    const offers = itemsOf(await all(client().search(inUs)), "contiguity");
    expect(offers.find((offer) => offer.number === number)).toMatchObject({ leasable: false });
    expect(await failureOf(client().quote("contiguity", number))).toEqual({ kind: "number-taken" });
  });

  it("passes on the agreement that has to be accepted, and frees the number", async () => {
    const leases = client();
    const quoted = await leases.quote(
      "contiguity",
      e164(specialNumbers.contiguity.needsEntitlement),
    );
    expect(await failureOf(leases.lease(quoted))).toMatchObject({ kind: "forbidden" });
    control.setEntitlement("imessage", true);
    expect((await leases.lease(quoted)).kind).toBe("committed");
  });

  it("does not take a lease that has ended for one that is held", async () => {
    const leases = client();
    const number = e164(specialNumbers.contiguity.plain);
    const quoted = await leases.quote("contiguity", number);
    const ended = {
      id: number,
      status: "available",
      lease_id: "lsd_1",
      lease_status: "terminated",
    };
    control.hold("contiguity.lease");
    control.fault("contiguity.lease", { reset: "before" });
    const leasing = leases.lease(quoted);
    await expect.poll(() => control.writes()["contiguity.lease"].received).toBe(1);
    control.fault("contiguity.get", { status: 200, body: { data: ended } });
    control.letGo();
    expect(await leasing).toMatchObject({ kind: "unknown" });
  });

  it.each([
    ["what the provider still calls active", { status: "active" }],
    [
      "a number of which another lease was ended",
      { lease_id: "lsd_another", status: "terminated" },
    ],
  ])("does not call released %s", async (_, said) => {
    const leases = client();
    const number = e164(specialNumbers.contiguity.plain);
    const settled = await leases.lease(await leases.quote("contiguity", number));
    if (settled.kind !== "committed") throw new Error("not leased");
    const body = { data: { number_id: number, ...said } };
    control.fault("contiguity.terminate", { status: 200, body });
    const released = await leases.release(settled.lease, { confirm: number.slice(-4) });
    expect(released).toMatchObject({
      kind: "unknown",
      failure: { reason: "not-confirmed" },
      operation: { state: "unknown" },
    });
  });

  it("keeps words that it does not know, and prices that are none apart", async () => {
    const numbers = [
      {
        id: "+13055550111",
        status: "available",
        location: { country: "US", city: "<b>\u202eMiami\u001b[0m" },
        capabilities: { channels: ["constructor"] },
        data: { requirements: ["__proto__"] },
        pricing: { currency: "USD", upfront_fee: -1, monthly_rate: 2 },
      },
    ];
    control.fault("contiguity.available", { status: 200, body: { data: { numbers } } });
    expect(
      itemsOf(await all(client().search({ ...inUs, accounts: ["contiguity"] })), "contiguity"),
    ).toMatchObject([
      {
        place: "<b> Miami [0m",
        features: ["x-constructor"],
        requirements: [{ kind: "x-__proto__" }],
        price: null,
      },
    ]);
  });
});
