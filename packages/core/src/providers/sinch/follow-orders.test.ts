import { specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it } from "vitest";
import type { E164 } from "../../domain/phone-number.js";
import { createLeaseClient } from "../../client/create-lease-client.js";
import { memoryLedger } from "../../ledger/memory-ledger.js";
import { failureOf } from "../../../test/support/failure.js";
import { sharedSandbox } from "../../../test/support/shared-sandbox.js";
import { soon } from "../../../test/support/timing.js";
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
const refusal = { error: { code: 400, message: "No.", status: "X", details: [] } };

describe.each(transports)("Sinch's adapter over $name", ({ transport }) => {
  const options = { ...sandbox.sinch, transport, auth: "basic" } as const;
  const provider = (orders?: OrderPolicy) => sinchProvider({ ...options, account: "s", orders });
  const documented = provider("as-documented");
  const { numberOrders } = createSinchClient(options);

  const follow = (order: string, number: E164 = swedish) => {
    const progress = documented.follow?.(order, number);
    if (!progress) throw new Error("the adapter follows no orders");
    return progress;
  };

  const sent = () => control.requests().map(({ operation }) => operation);

  const ordered = async (): Promise<string> => {
    const outcome = await sendLease(documented, await documented.quote(swedish));
    if (outcome.kind !== "accepted") throw new Error(`it is ${outcome.kind}`);
    return outcome.order;
  };

  describe("through the lease client", () => {
    const timing = { ...soon, looksAfterMs: [0] };
    const outcome = async (end: () => void) => {
      const client = createLeaseClient({
        accounts: [documented],
        ledger: memoryLedger(),
        timing,
      });
      const settled = await client.lease(await client.quote("s", swedish));
      expect(settled).toMatchObject({ kind: "accepted", order: "sandbox-order-000001" });
      end();
      await client.reconcile();
      return (await client.operations())[0];
    };

    it("an order that is carried out becomes a lease, paid for once", async () => {
      expect(await outcome(() => control.clock.advance(3000))).toMatchObject({
        state: "committed",
        lease: { number: swedish },
      });
      expect(control.charges("sinch")).toHaveLength(1);
    });

    it("an order that is rejected frees the number", async () => {
      const end = () => control.judgeOrder("sandbox-order-000001", "REJECTED", "No");
      expect(await outcome(end)).toMatchObject({
        state: "rejected",
        failure: { kind: "rejected", reason: "No" },
      });
      expect(control.charges("sinch")).toEqual([]);
    });

    it("an order that is blocked stays accepted", async () => {
      const end = () => control.judgeOrder("sandbox-order-000001", "BLOCKED", "Wait");
      expect(await outcome(end)).toMatchObject({ state: "accepted" });
    });
  });

  describe("following an order", () => {
    it("is pending until it is carried out, and then has the lease", async () => {
      const order = await ordered();
      expect(await follow(order)).toEqual({ kind: "pending" });
      control.clock.advance(3000);
      expect(await follow(order)).toMatchObject({
        kind: "committed",
        lease: { number: swedish, account: "s", state: "active" },
      });
      expect(control.charges("sinch")).toHaveLength(1);
    });

    it("is not known from what another project has", async () => {
      const order = await ordered();
      control.clock.advance(3000);
      control.fault("sinch.get", { change: [{ at: "/projectId", to: "another" }] });
      expect(await failureOf(follow(order))).toMatchObject({ kind: "no-answer" });
    });

    it("says why it was rejected", async () => {
      const order = await ordered();
      control.judgeOrder(order, "REJECTED", "The company is not known (+46 70 123 45 67)");
      expect(await follow(order)).toEqual({
        kind: "rejected",
        failure: {
          kind: "rejected",
          status: 200,
          reason: "The company is not known (•••67)",
          field: null,
        },
      });
    });

    it("is rejected without a word when none can be had", async () => {
      const order = await ordered();
      control.judgeOrder(order, "REJECTED", "Why");
      control.fault("sinch.registration", { html: true });
      expect(await follow(order)).toMatchObject({
        kind: "rejected",
        failure: { reason: "The order was rejected." },
      });
    });

    it("is pending while it is blocked, since that can be mended", async () => {
      const order = await ordered();
      control.judgeOrder(order, "BLOCKED", "The bill is too old");
      expect(await follow(order)).toEqual({ kind: "pending" });
    });

    it("ends when it was not submitted in time, and only by Sinch's own word", async () => {
      const { idNumberOrder } = await numberOrders.createNumberOrder({
        phoneNumber: swedish,
        regionCode: "SE",
        numberType: "MOBILE",
      });
      const expired = { idNumberOrder, state: "CREATED", expireTime: "2001-01-01T00:00:00Z" };
      control.fault("sinch.order", { status: 200, body: expired });
      expect(await follow(idNumberOrder)).toEqual({ kind: "pending" });
      control.clock.advance(49 * 3_600_000);
      expect(await follow(idNumberOrder)).toMatchObject({ kind: "rejected" });
    });

    it.each([null, "", "NUMBER_ORDER_STATE_UNSPECIFIED", "ON_HOLD"])(
      "is pending in the state %j",
      async (state) => {
        control.fault("sinch.order", { status: 200, body: { idNumberOrder: "id", state } });
        expect(await follow("id")).toEqual({ kind: "pending" });
      },
    );

    it.each([
      ["a page", { html: true } as const],
      ["an order that is not there", { status: 404, body: refusal }],
      [
        "an order for another number",
        {
          status: 200,
          body: { idNumberOrder: "id", state: "REJECTED", orderNumbers: [{ phoneNumber: plain }] },
        },
      ],
      [
        "a completed order whose number is not held",
        { status: 200, body: { idNumberOrder: "id", state: "COMPLETED" } },
      ],
    ])("does not know what %s means", async (_name, fault) => {
      control.fault("sinch.order", fault);
      await failureOf(follow("id"));
    });

    it("is not over where it is completed and its number is not held, or cannot be read", async () => {
      control.fault("sinch.order", {
        status: 200,
        body: { idNumberOrder: "id", state: "COMPLETED" },
        times: "always",
      });
      expect(await failureOf(follow("id"))).toMatchObject({
        kind: "no-answer",
        reason: "unexpected-form",
      });
      control.fault("sinch.get", { html: true });
      expect(await failureOf(follow("id"))).toMatchObject({
        kind: "no-answer",
        reason: "not-json",
      });
    });

    it("sends no write", async () => {
      const order = await ordered();
      const before = control.requests().length;
      await follow(order);
      expect(sent().slice(before)).toEqual(["sinch.order"]);
    });
  });
});
