import { describe, expect, it } from "vitest";
import type { ContiguityNumber } from "./numbers.js";
import { toLease, toNewLease, toOffer, toReleasedLease } from "./mapping.js";
import { createAnswer, numberAnswer, terminateAnswer } from "./wire.js";

const wire = (changes: object = {}): ContiguityNumber => {
  const { data } = numberAnswer.parse({
    data: { id: "+13055550100", status: "available", ...changes },
  });
  return { ...data, available: data.status === "available" };
};
const period = (end: unknown) => ({ billing: { period: { start: 1, end } } });

describe("an offer of Contiguity's", () => {
  it("needs nothing but its number", () => {
    expect(toOffer(wire(), "c")).toEqual({
      number: "+13055550100",
      account: "c",
      provider: "contiguity",
      // By its digits.
      country: "US",
      type: null,
      features: [],
      price: null,
      requirements: "unknown",
      leasable: true,
      place: null,
      carrier: null,
      reputation: null,
    });
  });

  it("has exact amounts, whatever the noise in JSON's numbers", () => {
    const pricing = { currency: "USD", upfront_fee: 0.1 + 0.2, monthly_rate: 19.99 * 3 };
    expect(toOffer(wire({ pricing }), "c").price).toEqual({
      setup: { amount: "0.30", currency: "USD" },
      recurring: { amount: "59.97", currency: "USD" },
      intervalMonths: 1,
    });
  });

  it.each([
    ["a negative one", { currency: "USD", upfront_fee: -1, monthly_rate: 2 }],
    ["no currency", { upfront_fee: 1, monthly_rate: 2 }],
    ["a currency that is none", { currency: "US$", upfront_fee: 1, monthly_rate: 2 }],
    ["one that is no number", { currency: "USD", upfront_fee: "NaN", monthly_rate: 2 }],
    ["one beyond measure", JSON.parse('{"currency":"USD","upfront_fee":1e400,"monthly_rate":2}')],
    ["one of another form", { currency: "USD", upfront_fee: 1, monthly_rate: { amount: 2 } }],
  ])("has no price when its amounts have %s", (_name, pricing) => {
    // Whatever a person agrees to: it is not a number without a price.
    expect(toOffer(wire({ pricing }), "c")).toMatchObject({ price: null, leasable: false });
  });

  it("can be leased when nothing is said of its price, by whoever agrees to that", () => {
    for (const pricing of [null, {}, { currency: "USD", upfront_fee: null }])
      expect(toOffer(wire({ pricing }), "c")).toMatchObject({ price: null, leasable: true });
  });

  it.each([
    [{ lease_id: "lsd_1", lease_status: "active" }, false],
    [{ lease_status: "paused" }, false],
    [{ lease_id: "lsd_1" }, false],
    [{ lease_id: 7 }, false],
    [{ lease_id: "lsd_1", lease_status: "terminated" }, true],
    [{ lease_id: null, lease_status: "" }, true],
  ])(
    "cannot be leased while a lease of the account's goes on, called available or not: %j",
    (lease, leasable) => {
      expect(toOffer(wire(lease), "c").leasable).toBe(leasable);
    },
  );

  it("says what it asks for, in words of ours where we have them", () => {
    const requirements = ["imessage_entitlement_required", "enterprise_plan_required", "new_thing"];
    expect(toOffer(wire({ data: { requirements } }), "c").requirements).toMatchObject([
      { kind: "entitlement" },
      { kind: "plan" },
      { kind: "x-new_thing", description: "The provider asks for “new_thing”." },
    ]);
  });

  it("has no reputation outside of 0 to 1", () => {
    expect(toOffer(wire({ health: { reputation: 7 } }), "c").reputation).toBeNull();
    expect(toOffer(wire({ health: { reputation: 0.9 } }), "c").reputation).toBe(0.9);
  });
});

describe("a lease of Contiguity's", () => {
  it.each([
    ["active", "active"],
    ["paused", "suspended"],
    ["expired", "released"],
    ["terminated", "released"],
    ["constructor", "x-constructor"],
    [null, "active"],
  ])("that is %s there is %s here", (lease_status, state) => {
    expect(toLease(wire({ lease_status }), "c").state).toBe(state);
  });

  it.each([
    ["seconds", 1_718_851_200],
    ["milliseconds", 1_718_851_200_000],
    ["ISO text", "2024-06-20T02:40:00Z"],
  ])("ends at the same moment in %s", (_name, end) => {
    expect(toLease(wire(period(end)), "c").endsAt).toBe("2024-06-20T02:40:00.000Z");
  });

  it.each([null, undefined, "", 0, "1970-01-01"])("has no end at %j", (end) => {
    expect(toLease(wire(period(end)), "c")).toMatchObject({ endsAt: null, state: "active" });
  });

  it.each(["soon", "2026-02-30", 1e300, { date: "2026-12-31" }])(
    "is not called active where it ends at a time that cannot be read: %j",
    (end) => {
      const unreadable = { endsAt: null, state: "x-unreadable" };
      expect(toLease(wire(period(end)), "c")).toMatchObject(unreadable);
      const { data } = createAnswer.parse({
        data: { lease_id: "lsd_1", number: "+13055550100", status: "active", ...period(end) },
      });
      expect(toNewLease(data, toOffer(wire(), "c"))).toMatchObject(unreadable);
      const paused = wire({ ...period(end), lease_status: "paused" });
      expect(toLease(paused, "c").state).toBe("suspended");
    },
  );

  it("that is new has the price of the answer, or else of the offer", () => {
    const pricing = { currency: "USD", upfront_fee: 1, monthly_rate: 2 };
    const offer = toOffer(wire({ pricing }), "c");
    const created = (more: object) =>
      createAnswer.parse({ data: { lease_id: "lsd_1", number: "+13055550100", ...more } }).data;
    expect(toNewLease(created({}), offer)).toMatchObject({ leaseId: "lsd_1", price: offer.price });
    const dearer = { billing: { price: { ...pricing, monthly_rate: 3 } } };
    expect(toNewLease(created(dearer), offer).price?.recurring?.amount).toBe("3.00");
  });

  it("that was released is so by the provider's word", () => {
    const lease = toLease(wire({ lease_id: "lsd_1" }), "c");
    const released = (more: object) =>
      toReleasedLease(
        terminateAnswer.parse({ data: { number_id: lease.number, ...more } }).data,
        lease,
      );
    expect(released({ status: "terminated", terminated_at: 1_718_851_200 })).toMatchObject({
      state: "released",
      endsAt: "2024-06-20T02:40:00.000Z",
    });
    // None of these says that it has ended.
    expect(released({}).state).toBe("active");
    for (const status of [undefined, null, ""])
      expect(released({ status, terminated_at: 1_718_851_200 }).state).toBe("active");
    expect(released({ status: "active", terminated_at: 1_718_851_200 }).state).toBe("active");
  });

  it("has its own place and features, whatever the one before it has", () => {
    const seen = [
      [{ city: "Miami", region: "FL" }, ["sms", "mms"]],
      [{ city: "Miami", region: "OH" }, ["sms"]],
      [{ city: "Miami" }, []],
      [{ region: "Miami" }, ["mms", "sms"]],
      [undefined, ["sms,mms"]],
      [undefined, undefined],
      [{ city: "Miami", region: "FL" }, ["sms", "mms"]],
      [{ city: "Miami", region: "FL" }, ["sms", "rcs"]],
    ].map(([location, channels]) =>
      toLease(wire({ location, capabilities: channels && { channels } }), "c"),
    );
    expect(seen.map(({ place }) => place)).toEqual([
      "Miami, FL",
      "Miami, OH",
      "Miami",
      "Miami",
      null,
      null,
      "Miami, FL",
      "Miami, FL",
    ]);
    expect(seen.map(({ features }) => features.join(" "))).toEqual([
      "sms mms",
      "sms",
      "",
      "mms sms",
      "x-sms,mms",
      "",
      "sms mms",
      "sms rcs",
    ]);
  });
});
