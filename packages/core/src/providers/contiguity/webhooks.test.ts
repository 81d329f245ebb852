import { createHmac } from "node:crypto";
import { contiguityWebhookSecret as secret } from "@leaseline/sandbox";
import { describe, expect, it } from "vitest";
import { failureOf } from "../../../test/support/failure.js";
import { sharedSandbox } from "../../../test/support/shared-sandbox.js";
import { type ContiguityWebhook, verifyContiguityWebhook } from "./webhooks.js";

const { control } = await sharedSandbox();
const nowMs = 1_790_000_000_000;
const seconds = nowMs / 1000;

/** Signed here and not by the sandbox, so that every part of it can be wrong. */
function signed(rawBody: string, { time = String(seconds), key = secret } = {}) {
  const tag = createHmac("sha256", key).update(`${time}.${rawBody}`).digest("hex");
  return { secret, rawBody, signature: `t=${time},v1=${tag}`, nowMs };
}
const eventBody = JSON.stringify({ id: "evt_1", type: "text.incoming.sms", data: { body: "Hé" } });
const good = signed(eventBody);
const refusal = (changes: Partial<ContiguityWebhook>) =>
  failureOf(verifyContiguityWebhook({ ...good, ...changes }));

describe("a webhook of Contiguity's", () => {
  it("is taken as the sandbox signs it, at the time of the clock", async () => {
    const event = { type: "numbers.substitution", data: { message_id: "text_1" } };
    expect(await verifyContiguityWebhook({ secret, ...control.signWebhook(event) })).toMatchObject(
      event,
    );
  });

  it("is the same as text and as bytes", async () => {
    const rawBody = new TextEncoder().encode(eventBody);
    const event = await verifyContiguityWebhook({ ...good, rawBody });
    expect(event).toEqual(await verifyContiguityWebhook(good));
    expect(event).toMatchObject({ data: { body: "Hé" } });
  });

  it.each(["", " ", "\u0000"])("is never taken with the secret %j", async (key) => {
    const forged = { ...good, secret: key };
    expect(await failureOf(verifyContiguityWebhook(forged))).toMatchObject({
      kind: "bad-input",
      field: "secret",
    });
  });

  const tag = good.signature.replace(/.*v1=/, "");
  it.each([
    ["of another secret", signed(eventBody, { key: "whsec_other" }).signature],
    ["of another body", signed(eventBody.replace("evt_1", "evt_2")).signature],
    ["with another time than was signed", `t=${seconds + 1},v1=${tag}`],
    ["that is missing", null],
    ["that was never there", undefined],
    ["that is empty", ""],
    ["without a time", `v1=${tag}`],
    ["without a tag", `t=${seconds}`],
    ["of another scheme", `t=${seconds},v0=${tag}`],
    ["with half a tag", `t=${seconds},v1=${tag.slice(0, 32)}`],
    ["with a tag that is no hex", `t=${seconds},v1=${"g".repeat(64)}`],
    ["with a time that is no number", `t=soon,v1=${tag}`],
    ["with everything twice but nothing right", `t=1,v1=${"0".repeat(64)},t=${seconds},v1=${tag}`],
  ])("is refused with a signature %s", async (_name, signature) => {
    expect(await refusal({ signature })).toMatchObject({ kind: "bad-input", field: "signature" });
  });

  it("is refused when one byte of its body is another", async () => {
    expect(await refusal({ rawBody: `${eventBody} ` })).toMatchObject({ field: "signature" });
  });

  it.each([{}, null, undefined, 7, ["{}"]])(
    "says that a body like %j was parsed",
    async (parsed) => {
      // What a caller without types can do.
      expect(await refusal({ rawBody: parsed as never })).toMatchObject({
        kind: "bad-input",
        field: "rawBody",
      });
    },
  );

  it("may carry the signature of a secret that is being replaced beside its own", async () => {
    const [, other = ""] = signed(eventBody, { key: "whsec_old" }).signature.split(",");
    const signature = `t=${seconds}, ${other}, v0=x, v1=${tag.toUpperCase()}`;
    expect(await verifyContiguityWebhook({ ...good, signature })).toMatchObject({ id: "evt_1" });
  });

  it.each([
    [-300_000, "taken"],
    [-300_001, "refused"],
    [300_000, "taken"],
    [300_001, "refused"],
  ])("of a time %d ms from now is %s", async (offMs, outcome) => {
    const taken = await verifyContiguityWebhook({ ...good, nowMs: nowMs + offMs }).then(
      () => "taken",
      () => "refused",
    );
    expect(taken).toBe(outcome);
  });

  it("is refused by a tolerance or a clock that is no number", async () => {
    expect(await refusal({ toleranceMs: Number.NaN })).toMatchObject({ field: "signature" });
    expect(await refusal({ nowMs: Number.NaN })).toMatchObject({ field: "signature" });
    expect(await refusal({ toleranceMs: 0, nowMs: nowMs + 1 })).toMatchObject({
      field: "signature",
    });
  });

  it("may have its time in milliseconds", async () => {
    const webhook = signed(eventBody, { time: String(nowMs) });
    expect(await verifyContiguityWebhook(webhook)).toMatchObject({ id: "evt_1" });
  });

  it.each(["", "{", "null", "[]", "{}", '{"type":""}', '{"type":7}'])(
    "that is signed and is no event says so: %j",
    async (rawBody) => {
      expect(await failureOf(verifyContiguityWebhook(signed(rawBody)))).toMatchObject({
        kind: "bad-input",
        field: "rawBody",
      });
    },
  );
});

describe("an event of Contiguity's", () => {
  const read = (event: object) => verifyContiguityWebhook(signed(JSON.stringify(event)));

  it("says that a sender was replaced, with whatever fields it has", async () => {
    const data = { message_id: "text_1", original_number: "+13055550100", used: [1] };
    const event = await read({ id: "evt_1", type: "numbers.substitution", timestamp: 1, data });
    expect(event).toEqual({ id: "evt_1", type: "numbers.substitution", timestamp: 1, data });
    // Told apart by its type, also by the compiler.
    if (event.type === "numbers.substitution") expect(event.data?.message_id).toBe("text_1");
  });

  it.each(["text.incoming.sms", "text.incoming.mms", "imessage.incoming"])(
    "tells of a text that came in: %s",
    async (type) => {
      const attachment = { url: "https://example.com/a.png", mime: "image/png", size: 7 };
      const data = { from: "262966", to: "+13055550100", body: "Hi", attachments: [attachment] };
      expect(await read({ type, data })).toEqual({ type, data });
    },
  );

  it.each(["text.delivery.confirmed", "text.delivery.failed"])(
    "tells what became of a text: %s",
    async (type) => {
      const data = { message_id: "text_1", error: "unreachable" };
      expect(await read({ type, data })).toEqual({ type, data });
    },
  );

  it("of a type that is not known is kept, with all its fields", async () => {
    const data = { anything: { at: ["all"] } };
    expect(await read({ id: "evt_1", type: "otp.reverse.verified", data })).toEqual({
      id: "evt_1",
      type: "x-otp.reverse.verified",
      data,
    });
  });

  it.each([undefined, null, 7, "text", { from: 7, attachments: "none" }])(
    "of a type that is known is taken with data like %j",
    async (data) => {
      expect(await read({ id: 7, type: "text.incoming.sms", data })).toMatchObject({
        id: null,
        type: "text.incoming.sms",
      });
    },
  );
});
