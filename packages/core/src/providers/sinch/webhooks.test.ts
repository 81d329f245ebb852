import { signSinchWebhook } from "@leaseline/sandbox";
import { describe, expect, it } from "vitest";
import { failureOf } from "../../../test/support/failure.js";
import { verifySinchWebhook } from "./webhooks.js";

const secret = "0123456789abcdef0123456789abcdef";
const sent = {
  eventId: "01jr7stexp0znky34pj07dwp41",
  timestamp: "2026-04-06T08:45:27.565347123",
  projectId: "project",
  resourceId: "+12025550134",
  resourceType: "ACTIVE_NUMBER",
  eventType: "PROVISIONING_TO_CAMPAIGN",
  status: "FAILED",
  failureCode: "CAMPAIGN_NOT_AVAILABLE",
  internalFailureCode: "CRS0018",
};

/** As Sinch would send it. */
function signed(event: unknown) {
  const rawBody = typeof event === "string" ? event : JSON.stringify(event);
  return { secret, rawBody, signature: signSinchWebhook(secret, rawBody) };
}

describe("a webhook of Sinch's", () => {
  it("is read once its signature fits", async () => {
    expect(await verifySinchWebhook(signed(sent))).toEqual({
      ...sent,
      timestamp: "2026-04-06T08:45:27.565347123Z",
    });
  });

  it("is the same as text and as bytes", async () => {
    const text = signed({ ...sent, resourceId: "åäö" });
    const bytes = { ...text, rawBody: Buffer.from(text.rawBody) };
    expect(await verifySinchWebhook(bytes)).toEqual(await verifySinchWebhook(text));
  });

  it("fits a signature that is known from elsewhere", async () => {
    // The second test case of RFC 2202: its text is no event, which is found out after the signature.
    const known = {
      secret: "Jefe",
      rawBody: "what do ya want for nothing?",
      signature: "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
    };
    expect(await failureOf(verifySinchWebhook(known))).toMatchObject({ field: "rawBody" });
  });

  it("is about an order too", async () => {
    const event = {
      ...sent,
      resourceType: "NUMBER_ORDER",
      resourceId: "order",
      eventType: "NUMBER_ORDER_PROCESSING",
      status: "BLOCKED",
      failureCode: null,
      internalFailureCode: undefined,
    };
    expect(await verifySinchWebhook(signed(event))).toMatchObject({
      resourceType: "NUMBER_ORDER",
      status: "BLOCKED",
      failureCode: null,
    });
  });

  it("keeps words that it does not know", async () => {
    const odd = {
      resourceType: "NEW_THING",
      eventType: "PROVISIONING_TO_FAX",
      status: "PAUSED",
      failureCode: "PROVISIONING_TO_VOICE_PLATFORM_FAILED",
    };
    expect(await verifySinchWebhook(signed({ ...odd, more: { a: 1 } }))).toMatchObject(odd);
  });

  it.each([
    ["2026-04-06T08:45:27", "2026-04-06T08:45:27Z"],
    ["2026-04-06T08:45:27.5", "2026-04-06T08:45:27.5Z"],
    ["2026-04-06T08:45:27.123456789Z", "2026-04-06T08:45:27.123456789Z"],
    ["2026-04-06T08:45:27+02:00", "2026-04-06T08:45:27+02:00"],
    ["2026-13-06T08:45:27", null],
    ["yesterday", null],
    [1_775_465_127, null],
    [null, null],
  ])("has the time %j as %j", async (timestamp, read) => {
    expect((await verifySinchWebhook(signed({ ...sent, timestamp }))).timestamp).toBe(read);
  });
});

describe("a webhook of somebody else's", () => {
  const right = signed(sent);
  const flipped = right.signature.replace(/^./, (digit) => (digit === "0" ? "1" : "0"));

  it.each([
    ["with another body", { rawBody: `${right.rawBody} ` }],
    ["with another secret", { secret: `${secret}0` }],
    ["with one digit of the signature wrong", { signature: flipped }],
    ["with half of the signature", { signature: right.signature.slice(0, 20) }],
    ["with more than the signature", { signature: `${right.signature}00` }],
    ["with the signature in capitals", { signature: right.signature.toUpperCase() }],
    ["with the signature in base64", { signature: btoa("x".repeat(20)) }],
    ["without a signature", { signature: undefined }],
    ["with an empty signature", { signature: "" }],
  ])("is refused %s", async (_name, change) => {
    expect(await failureOf(verifySinchWebhook({ ...right, ...change }))).toMatchObject({
      kind: "bad-input",
      field: "signature",
    });
  });

  it("is told apart from one whose body was parsed before", async () => {
    // What a caller without types can do.
    const parsed = { ...right, rawBody: sent as never };
    expect(await failureOf(verifySinchWebhook(parsed))).toMatchObject({ field: "rawBody" });
  });

  it.each(["", " ", undefined])(
    "is refused when the secret is empty, as %j is, however it is signed",
    async (empty) => {
      const signature = signSinchWebhook(empty ?? "", right.rawBody);
      // What a caller without types can do.
      const webhook = { rawBody: right.rawBody, signature, secret: empty as string };
      expect(await failureOf(verifySinchWebhook(webhook))).toMatchObject({
        kind: "bad-input",
        field: "secret",
      });
    },
  );

  it.each(["", "[]", "null", "{}", '{"resourceType":7}', "{"])(
    "that is signed and yet no event, such as %j, is refused",
    async (body) => {
      expect(await failureOf(verifySinchWebhook(signed(body)))).toMatchObject({
        kind: "bad-input",
        field: "rawBody",
      });
    },
  );
});
