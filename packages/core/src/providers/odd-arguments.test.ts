import { describe, expect, it } from "vitest";
import { failureOf } from "../../test/support/failure.js";
import { verifyContiguityWebhook } from "./contiguity/webhooks.js";
import { findLeaseRoute } from "./sinch/lease-route.js";
import { verifySinchWebhook } from "./sinch/webhooks.js";

/** As programs without types call it. */
type Asked = (given: unknown) => Promise<unknown>;

describe.each([
  ["verifyContiguityWebhook", verifyContiguityWebhook as Asked],
  ["verifySinchWebhook", verifySinchWebhook as Asked],
  ["findLeaseRoute", findLeaseRoute.bind(null, {} as never) as Asked],
])("%s", (_name, ask) => {
  it.each([undefined, null, 7, "a text", true, () => {}])(
    "refuses %s in its place",
    async (odd) => {
      expect(await failureOf(ask(odd))).toMatchObject({ kind: "bad-input" });
    },
  );
});

it.each([7, {}, ["t=1"], true])("refuses %s for a signature", async (signature) => {
  const webhook = { secret: "s", signature, rawBody: "{}" };
  for (const verify of [verifyContiguityWebhook as Asked, verifySinchWebhook as Asked])
    expect(await failureOf(verify(webhook))).toMatchObject({ field: "signature" });
});

it.each([7, {}, null, ""])("refuses %s for a secret", async (secret) => {
  const webhook = { secret, signature: "t=1", rawBody: "{}" };
  for (const verify of [verifyContiguityWebhook as Asked, verifySinchWebhook as Asked])
    expect(await failureOf(verify(webhook))).toMatchObject({ field: "secret" });
});
