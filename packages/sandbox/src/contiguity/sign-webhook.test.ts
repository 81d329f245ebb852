import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { atControl } from "../../test/support/call.js";
import { openSandbox } from "../../test/support/open-sandbox.js";
import { contiguityWebhookSecret } from "./credentials.js";

const event = { type: "numbers.substitution", data: { message_id: "text_1" } };

test("a webhook is signed over its time and exactly its body", async () => {
  const { control } = await openSandbox({ now: () => 1_790_000_000_123 });
  const { rawBody, signature } = control.signWebhook(event);
  const tag = createHmac("sha256", contiguityWebhookSecret).update(`1790000000.${rawBody}`);
  expect(signature).toBe(`t=1790000000,v1=${tag.digest("hex")}`);
  expect(JSON.parse(rawBody)).toEqual({
    id: expect.stringMatching(/^evt_/),
    timestamp: 1_790_000_000,
    api_version: expect.any(String),
    ...event,
  });
});

test("a webhook is signed for other processes too", async () => {
  const sandbox = await openSandbox({ now: () => 1_790_000_000_123 });
  const send = atControl(sandbox);
  expect((await send("POST", "/sign-webhook", { event })).body).toEqual(
    sandbox.control.signWebhook(event),
  );
  expect((await send("POST", "/sign-webhook", { event: {} })).status).toBe(400);
});
