import { describe, expect, it } from "vitest";
import { toLease, toOffer, toSinchCapability, toSinchType } from "./mapping.js";
import { activeNumber, availableNumber } from "./wire.js";

const offered = (changes: object = {}) =>
  toOffer(
    availableNumber.parse({
      phoneNumber: "+12025550134",
      regionCode: "US",
      type: "MOBILE",
      capability: ["SMS", "VOICE"],
      setupPrice: { currencyCode: "USD", amount: "2.00" },
      monthlyPrice: { currencyCode: "USD", amount: "2.00" },
      paymentIntervalMonths: 0,
      supportingDocumentationRequired: true,
      ...changes,
    }),
    "s",
  );
const held = (changes: object = {}) =>
  toLease(activeNumber.parse({ phoneNumber: "+12025550134", ...changes }), "s");
const sms = (scheduled: object | null, servicePlanId = "") => ({
  smsConfiguration: { servicePlanId, campaignId: "", scheduledProvisioning: scheduled },
});

describe("an offer of Sinch's", () => {
  it("is read from the sample in its description", () => {
    expect(offered()).toMatchObject({
      number: "+12025550134",
      country: "US",
      type: "mobile",
      features: ["sms", "voice"],
      price: {
        setup: { amount: "2.00", currency: "USD" },
        recurring: { amount: "2.00", currency: "USD" },
        intervalMonths: null,
      },
      requirements: [{ kind: "documents" }],
      leasable: true,
    });
  });

  it.each([
    ["two currencies", { setupPrice: { currencyCode: "EUR", amount: "1" } }],
    ["a negative amount", { monthlyPrice: { currencyCode: "USD", amount: "-2.00" } }],
    ["an amount beyond measure", { setupPrice: { currencyCode: "USD", amount: "1e400" } }],
    ["an amount that is none", { monthlyPrice: { currencyCode: "USD", amount: "NaN" } }],
    ["a number beyond measure", { monthlyPrice: { currencyCode: "USD", amount: Infinity } }],
    ["an amount without a currency", { setupPrice: null, monthlyPrice: { amount: "1" } }],
  ])("has no price, and cannot be leased, when there are %s", (_name, change) => {
    expect(offered(change)).toMatchObject({ price: null, leasable: false });
  });

  it("costs each amount in the currency that is said with it", () => {
    const [euros, none] = [
      { currencyCode: "EUR", amount: "1" },
      { currencyCode: "USD", amount: "" },
    ];
    const amount = { amount: "1.00", currency: "EUR" };
    expect(offered({ setupPrice: euros, monthlyPrice: none }).price).toMatchObject({
      setup: amount,
      recurring: null,
    });
    expect(offered({ setupPrice: none, monthlyPrice: euros }).price).toMatchObject({
      setup: null,
      recurring: amount,
    });
  });

  it("can be leased when nothing is said of its price, by whoever agrees to that", () => {
    const unset = { currencyCode: "", amount: "" };
    for (const price of [null, unset])
      expect(offered({ setupPrice: price, monthlyPrice: price })).toMatchObject({
        price: null,
        leasable: true,
      });
  });

  it("does not say what it asks for when Sinch does not", () => {
    expect(offered({ supportingDocumentationRequired: null }).requirements).toBe("unknown");
    expect(offered({ supportingDocumentationRequired: false }).requirements).toEqual([]);
  });

  it("keeps words that are not known, without what does not belong into text", () => {
    expect(offered({ type: "NEW\u202e", capability: ["__proto__", "constructor"] })).toMatchObject({
      type: "x-NEW",
      features: ["x-__proto__", "x-constructor"],
    });
  });
});

describe("a lease of Sinch's", () => {
  it("needs nothing but its number", () => {
    expect(held()).toMatchObject({ state: "active", price: null, label: null, provisioning: [] });
  });

  it("is releasing once it expires, and is not charged again", () => {
    const dates = { expireAt: "2026-12-01T00:00:00Z", nextChargeDate: "2026-12-01T00:00:00Z" };
    expect(held(dates)).toMatchObject({
      state: "releasing",
      endsAt: "2026-12-01T00:00:00.000Z",
      nextChargeAt: null,
    });
  });

  it("is not charged again on the day on which it expires", () => {
    const nextChargeDate = "2026-12-01T00:00:00Z";
    for (const expireAt of [nextChargeDate, "2026-12-01T15:30:00Z", "2026-11-20T00:00:00Z"])
      expect(held({ expireAt, nextChargeDate })).toMatchObject({ nextChargeAt: null });
  });

  it("says when it is charged again before it expires", () => {
    const dates = { expireAt: "2099-01-01T00:00:00Z", nextChargeDate: "2026-12-01T00:00:00Z" };
    expect(held(dates)).toMatchObject({
      state: "releasing",
      endsAt: "2099-01-01T00:00:00.000Z",
      nextChargeAt: "2026-12-01T00:00:00.000Z",
    });
  });

  it.each([1_790_000_000, "soon", {}])(
    "is in no state that is known where its end cannot be read: %j",
    (expireAt) => {
      expect(held({ expireAt })).toMatchObject({ state: "x-unreadable", endsAt: null });
    },
  );

  it("says when it is charged next, and nothing when that is no date", () => {
    expect(held({ nextChargeDate: "2026-12-01T10:00:00.123456Z" }).nextChargeAt).toBe(
      "2026-12-01T10:00:00.123Z",
    );
    expect(held({ nextChargeDate: "" }).nextChargeAt).toBeNull();
    expect(held({ nextChargeDate: "soon" }).nextChargeAt).toBeNull();
  });

  it.each(["", " ", "\u200b"])(
    "has no label where there is nothing to see in it: %j",
    (displayName) => {
      expect(held({ displayName }).label).toBeNull();
    },
  );

  it("keeps a label that looks like a date", () => {
    expect(held({ displayName: "2026-01-15" }).label).toBe("2026-01-15");
  });

  it.each([
    ["WAITING", "waiting", "pending"],
    ["IN_PROGRESS", "in-progress", "pending"],
    ["PROVISIONING_STATUS_UNSPECIFIED", "waiting", "pending"],
    ["FAILED", "failed", "failed"],
    ["toString", "x-toString", "pending"],
  ])("whose SMS is %s is %s, and itself %s", (status, feature, state) => {
    const lease = held(sms({ status, errorCodes: ["A"] }));
    expect(lease).toMatchObject({ state, provisioning: [{ state: feature, errorCodes: ["A"] }] });
  });

  it("is ready when the schedule is gone and the id is in its place", () => {
    expect(held(sms(null, "plan"))).toMatchObject({
      state: "active",
      provisioning: [{ feature: "sms", state: "ready" }],
    });
    expect(held(sms(null)).provisioning).toEqual([]);
  });
});

describe("the provider's own words", () => {
  it("are there for what it knows only", () => {
    expect(
      ["mobile", "local", "toll-free", "x-NEW"].map((type) => toSinchType(type as "mobile")),
    ).toEqual(["MOBILE", "LOCAL", "TOLL_FREE", null]);
    expect([
      toSinchCapability("sms"),
      toSinchCapability("voice"),
      toSinchCapability("mms"),
    ]).toEqual(["SMS", "VOICE", null]);
  });
});
