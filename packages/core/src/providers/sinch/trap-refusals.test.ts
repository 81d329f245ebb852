import { describe, expect, it } from "vitest";
import { failureOf } from "../../../test/support/failure.js";
import { sinchStage, usLocal } from "../../../test/support/sinch-stage.js";
import { timerByHand } from "../../../test/support/timer-by-hand.js";
import { transports } from "../../../test/support/transports.js";

// What is easily done wrong with this API, each with the name of the mistake. More about each is in the
// tests of its own file.

const {
  control,
  clients,
  numbers: { plain },
} = await sinchStage();

describe.each(transports)("over $name", ({ transport }) => {
  const client = clients(transport, { auth: "basic" });

  const { availableNumbers, numberOrders } = client();

  describe("when something is refused", () => {
    const answer = (status: number, body: unknown, headers = {}) =>
      control.fault("sinch.rent", { status, body, headers });
    const rent = () => failureOf(availableNumbers.rent(plain));
    const own = (code: number, message: string) => ({
      error: { code, message, status: "X", details: [] },
    });

    it("a 403 without a word is about the key, and one with a word about the account", async () => {
      answer(403, own(403, ""));
      answer(403, own(403, "Trial account is not enabled to rent number"));
      expect(await rent()).toEqual({ kind: "unauthorized" });
      expect(await rent()).toMatchObject({ kind: "forbidden" });
    });

    it("an error may be a plain text, which proves nothing", async () => {
      answer(400, { error: "Odd." });
      expect(await rent()).toMatchObject({ kind: "outcome-unknown", status: 400 });
    });

    it("an empty message leaves the word to the details", async () => {
      const fieldViolations = [{ field: "sms_configuration", description: "is empty" }];
      const details = [{ type: "BadRequest", fieldViolations }];
      answer(400, { error: { code: 400, message: "", status: "INVALID_ARGUMENT", details } });
      expect(await rent()).toMatchObject({ field: "sms_configuration", reason: "is empty" });
    });

    it("too little credit is a 400 in a form that nobody describes", async () => {
      control.setBalance("sinch", "0");
      expect(await rent()).toMatchObject({ kind: "rejected", status: 400 });
    });

    it("a 429 may have another form, and settles nothing for a write", async () => {
      answer(429, { type: "about:blank", title: "Too Many Requests", detail: "Slow down" });
      expect(await rent()).toMatchObject({ kind: "outcome-unknown", reason: "rate-limited" });
    });

    it("a 413 says that a document is too large", async () => {
      const content = new Uint8Array(6 * 1024 * 1024);
      const order = await numberOrders.createNumberOrder({ phoneNumber: plain, ...orderOf });
      const file = { name: "a.pdf", mimeType: "application/pdf", content };
      expect(
        await failureOf(client().numberOrders.attachments.upload(order.idNumberOrder, "a", file)),
      ).toMatchObject({ kind: "rejected", status: 413 });
    });

    it("any success is one", async () => {
      control.fault("sinch.rent", { status: 201, body: { phoneNumber: plain } });
      expect(await availableNumbers.rent(plain)).toMatchObject({ phoneNumber: plain });
    });

    it("a 404 for requirements means that none are published, and not that none are needed", async () => {
      const asked = { regionCode: "US", numberType: "LOCAL" } as const;
      expect(await numberOrders.lookupNumberRequirements(asked)).toBeNull();
    });
  });

  describe("when nothing comes back", () => {
    it("a call ends in time", async () => {
      control.fault("sinch.rent", { noAnswer: true });
      const limit = timerByHand();
      const rented = failureOf(client({ timeoutMs: limit.ms }).availableNumbers.rent(plain));
      await expect.poll(() => control.requests("sinch.rent")).toHaveLength(1);
      limit.end();
      expect(await rented).toMatchObject({
        kind: "outcome-unknown",
        reason: "timed-out",
      });
    });

    it("a read can be stopped", async () => {
      control.fault("sinch.search", { noAnswer: true });
      const stop = new AbortController();
      const found = failureOf(availableNumbers.search(usLocal, { signal: stop.signal }));
      await expect.poll(() => control.requests("sinch.search")).toHaveLength(1);
      stop.abort();
      expect(await found).toEqual({ kind: "cancelled" });
    });

    it("a read is asked again, and a write is not", async () => {
      control.fault("sinch.search", { reset: "before" });
      control.fault("sinch.rent", { reset: "before" });
      expect(await availableNumbers.search(usLocal)).not.toEqual([]);
      expect(await failureOf(availableNumbers.rent(plain))).toMatchObject({
        kind: "outcome-unknown",
      });
      expect([
        control.requests("sinch.search").length,
        control.requests("sinch.rent").length,
      ]).toEqual([2, 1]);
    });
  });
});

const orderOf = { regionCode: "US", numberType: "LOCAL" } as const;
