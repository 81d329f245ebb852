import { specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it } from "vitest";
import type { Offer } from "../../domain/offer.js";
import type { E164 } from "../../domain/phone-number.js";
import { createLeaseClient } from "../../client/create-lease-client.js";
import { memoryLedger } from "../../ledger/memory-ledger.js";
import { failureOf } from "../../../test/support/failure.js";
import { sharedSandbox } from "../../../test/support/shared-sandbox.js";
import { transports } from "../../../test/support/transports.js";
import { sendLease } from "../../testing/observe.js";
import type { OrderPolicy } from "./lease-route.js";
import { createSinchClient } from "./client.js";
import { sinchProvider } from "./provider.js";
import { e164 } from "../../../test/support/e164.js";

const sandbox = await sharedSandbox();
const { control } = sandbox;
const swedish = e164(specialNumbers.sinch.swedishMobile);
const plain = e164(specialNumbers.sinch.plain);
const needsDocuments = e164(specialNumbers.sinch.needsDocuments);
const refusal = { error: { code: 400, message: "No.", status: "X", details: [] } };

describe.each(transports)("Sinch's adapter over $name", ({ transport }) => {
  const options = { ...sandbox.sinch, transport, auth: "basic" } as const;
  const provider = (orders?: OrderPolicy) => sinchProvider({ ...options, account: "s", orders });
  const documented = provider("as-documented");
  const { availableNumbers } = createSinchClient(options);

  const follow = (order: string, number: E164 = swedish) => {
    const progress = documented.follow?.(order, number);
    if (!progress) throw new Error("the adapter follows no orders");
    return progress;
  };

  const sent = () => control.requests().map(({ operation }) => operation);

  const germanOffer = async (): Promise<Offer> => {
    const found = await availableNumbers.search({ regionCode: "DE", type: "LOCAL", size: 200 });
    const number = found.find((one) => one.supportingDocumentationRequired)?.phoneNumber;
    return provider().quote(number ?? plain);
  };

  describe("quoting", () => {
    it("names the documents of a number that needs some", async () => {
      expect((await germanOffer()).requirements).toEqual([
        { kind: "documents", description: "The holder's details have to be registered first." },
        {
          kind: "documents",
          description: "A document has to be handed in first: Proof of address.",
        },
      ]);
    });

    it("says that there are some when Sinch has not published which", async () => {
      const general = [
        { kind: "documents", description: "Supporting documents have to be submitted first." },
      ];
      expect((await provider().quote(needsDocuments)).requirements).toEqual(general);
      control.fault("sinch.requirements", { html: true });
      expect((await provider().quote(needsDocuments)).requirements).toEqual(general);
    });

    it("asks for no requirements of a number that is rented", async () => {
      expect((await provider().quote(swedish)).requirements).toEqual([]);
      expect(sent()).toEqual(["sinch.check"]);
    });

    it("does not take what is not published for nothing", async () => {
      expect((await documented.quote(swedish)).requirements).toEqual([]);
      const missing = { error: { code: 404, message: "", status: "NOT_FOUND", details: [] } };
      control.fault("sinch.requirements", { status: 404, body: missing });
      expect((await documented.quote(swedish)).requirements).toBe("unknown");
    });
  });

  describe("leasing", () => {
    it("rents a number that needs no documents, wherever it is", async () => {
      const outcome = await sendLease(provider(), await provider().quote(swedish));
      expect(outcome).toMatchObject({ kind: "committed", lease: { number: swedish } });
      expect(sent()).toEqual(["sinch.check", "sinch.rent"]);
    });

    it("rents US LOCAL as it is documented", async () => {
      const outcome = await sendLease(documented, await documented.quote(plain));
      expect(outcome).toMatchObject({ kind: "committed" });
    });

    it("orders everything else as it is documented, with one request to create and one to submit", async () => {
      const offer = await documented.quote(swedish);
      const connect = { sms: "plan", voice: "app" };
      const outcome = await sendLease(documented, offer, { connect });
      expect(outcome).toMatchObject({ kind: "accepted", order: "sandbox-order-000001" });
      expect(sent().slice(-2)).toEqual(["sinch.create-order", "sinch.submit-order"]);
      expect(JSON.parse(control.requests().at(-2)?.body ?? "")).toMatchObject({
        smsConfiguration: { servicePlanId: "plan" },
        voiceConfiguration: { type: "RTC", appId: "app" },
      });
      expect(control.charges("sinch")).toEqual([]);
    });

    it("does not submit an order that says that the number costs more than was agreed to", async () => {
      const offer = await documented.quote(swedish);
      const at = "/orderNumbers/0/numberPrice/monthlyPrice/amount";
      control.fault("sinch.create-order", { change: [{ at, to: "99.00" }] });
      expect(await sendLease(documented, offer)).toMatchObject({
        kind: "unprepared",
        failure: { kind: "price-changed", current: { recurring: { amount: "99.00" } } },
      });
      expect(sent()).not.toContain("sinch.submit-order");
    });

    it.each(["/setupPrice", "/monthlyPrice"])(
      "does not submit an order that says %s where that was not said when it was agreed to",
      async (at) => {
        control.fault("sinch.check", { change: [{ at }] });
        const said = { at: `/orderNumbers/0/numberPrice${at}/amount`, to: "5.00" };
        control.fault("sinch.create-order", { change: [said] });
        const offer = await documented.quote(swedish);
        expect(await sendLease(documented, offer)).toMatchObject({
          kind: "unprepared",
          failure: { kind: "price-changed" },
        });
        expect(sent()).not.toContain("sinch.submit-order");
      },
    );

    it.each([
      ["/monthlyPrice/amount", "1e3"],
      ["/monthlyPrice/amount", 1000],
      ["/monthlyPrice/amount", "-1.00"],
      ["/monthlyPrice/currencyCode", "EUR"],
      ["/monthlyPrice/currencyCode", ""],
      ["/monthlyPrice", "99.00 SEK"],
      ["", "99.00 SEK"],
    ])(
      "does not submit an order of whose price nobody can know what it is: %s %j",
      async (part, to) => {
        const offer = await documented.quote(swedish);
        const at = `/orderNumbers/0/numberPrice${part}`;
        control.fault("sinch.create-order", { change: [{ at, to }] });
        expect(await sendLease(documented, offer)).toMatchObject({
          kind: "unprepared",
          failure: { kind: "price-changed", current: null },
        });
        expect(sent()).not.toContain("sinch.submit-order");
      },
    );

    it("does not submit an order whose documents are still to be handed in", async () => {
      const offer = await germanOffer();
      const outcome = await sendLease(provider(), offer);
      expect(outcome).toMatchObject({ kind: "accepted" });
      expect(sent()).not.toContain("sinch.submit-order");
      control.clock.advance(60_000);
      expect(control.owned("sinch")).toEqual([]);
    });

    it("is refused by the lease client before anything is sent when documents are needed", async () => {
      const client = createLeaseClient({ accounts: [provider()], ledger: memoryLedger() });
      const { number } = await germanOffer();
      expect(await failureOf(client.quote("s", number))).toMatchObject({
        kind: "requirements-missing",
        requirements: [{ kind: "documents" }, { kind: "documents" }],
      });
      expect(control.writes()["sinch.create-order"].received).toBe(0);
      expect(control.writes()["sinch.rent"].received).toBe(0);
    });

    it("needs a country and a type for an order", async () => {
      const offer = { ...(await germanOffer()), country: null };
      expect(await sendLease(provider(), offer)).toMatchObject({
        kind: "unprepared",
        failure: { kind: "bad-input", field: "offer" },
      });
    });

    it.each([
      [{ reset: "before" } as const, "no-answer"],
      [{ reset: "after" } as const, "no-answer"],
      [{ status: 500, body: "" }, "no-answer"],
      [{ html: true } as const, "no-answer"],
      [{ change: [{ at: "/orderNumbers" }] }, "no-answer"],
      [{ change: [{ at: "/orderNumbers/0/phoneNumber", to: plain }] }, "no-answer"],
      [{ status: 400, body: refusal }, "rejected"],
    ])(
      "creates an order once before anything is sent, whatever comes back: %j is %s",
      async (fault, kind) => {
        const offer = await documented.quote(swedish);
        control.fault("sinch.create-order", fault);
        expect(await sendLease(documented, offer)).toMatchObject({
          kind: "unprepared",
          failure: { kind },
        });
        expect(control.writes()["sinch.create-order"].received).toBe(1);
        expect(sent()).not.toContain("sinch.submit-order");
      },
    );

    it("knows the order before it is sent, so that it can be followed whatever happens then", async () => {
      const prepared = await documented.prepareLease(await documented.quote(swedish));
      const { order } = prepared;
      expect(sent().at(-1)).toBe("sinch.create-order");
      expect(await follow(order ?? "")).toEqual({ kind: "pending" });
      const before = control.requests().length;
      expect(await prepared.send()).toEqual({ kind: "accepted", order });
      expect(sent().slice(before)).toEqual(["sinch.submit-order"]);
    });

    it("pays nothing for an order that was never sent, and frees its number in the end", async () => {
      const { order } = await documented.prepareLease(await documented.quote(swedish));
      control.clock.advance(49 * 3_600_000);
      expect(await follow(order ?? "")).toMatchObject({ kind: "rejected" });
      expect(control.charges("sinch")).toEqual([]);
      expect(await documented.quote(swedish)).toMatchObject({ number: swedish, leasable: true });
    });

    it.each([
      [{ reset: "before" } as const, "accepted"],
      [{ reset: "after" } as const, "accepted"],
      [{ html: true } as const, "accepted"],
      [{ status: 400, body: refusal }, "rejected"],
    ])("submits an order once, whatever comes back: %j is %s", async (fault, kind) => {
      const offer = await documented.quote(swedish);
      control.fault("sinch.submit-order", fault);
      expect(await sendLease(documented, offer)).toMatchObject({ kind });
      expect(sent().filter((operation) => operation === "sinch.submit-order")).toHaveLength(1);
    });
  });
});
