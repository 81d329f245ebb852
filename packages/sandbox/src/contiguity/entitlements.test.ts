import { describe, expect, test } from "vitest";
import { atContiguity, atControl } from "../../test/support/call.js";
import { openSandbox } from "../../test/support/open-sandbox.js";

const agreement_url = "https://api.contiguity.com/entitlements/imessage";

describe("/entitlements/{name}", () => {
  test("tells how the account stands, with the agreement where one is missing", async () => {
    const sandbox = await openSandbox();
    const send = atContiguity(sandbox);
    expect((await send("GET", "/entitlements/lease")).body).toMatchObject({
      object: "response",
      data: { status: "granted" },
    });
    expect((await send("GET", "/entitlements/imessage")).body).toMatchObject({
      data: { status: "available", agreement_url },
    });
    await atControl(sandbox)("POST", "/entitlements", { name: "imessage", granted: "ineligible" });
    const { body, text } = await send("GET", "/entitlements/imessage");
    expect(body).toMatchObject({ data: { status: "ineligible" } });
    expect(text).not.toContain("agreement_url");
  });

  test("grants at once what needs no agreement", async () => {
    const send = atContiguity(await openSandbox());
    for (const _ of [1, 2])
      expect((await send("POST", "/entitlements/fast_track")).body).toMatchObject({
        data: { status: "granted" },
      });
  });

  test("grants nothing that a person has not agreed to", async () => {
    const sandbox = await openSandbox();
    const send = atContiguity(sandbox);
    const { status, body } = await send("POST", "/entitlements/imessage");
    expect(status).toBe(403);
    expect(body).toMatchObject({ object: "error", data: { agreement_url } });
    sandbox.control.setEntitlement("imessage", true);
    expect((await send("POST", "/entitlements/imessage")).status).toBe(200);
  });

  test.each(["ineligible", "rejected"] as const)("refuses who is %s", async (standing) => {
    const sandbox = await openSandbox();
    sandbox.control.setEntitlement("imessage", standing);
    const { status, text } = await atContiguity(sandbox)("POST", "/entitlements/imessage");
    expect(status).toBe(403);
    expect(text).not.toContain("agreement_url");
  });

  test("takes back what was granted, until it is granted again or all is reset", async () => {
    const sandbox = await openSandbox();
    const send = atContiguity(sandbox);
    expect((await send("DELETE", "/entitlements/lease")).body).toMatchObject({
      data: { status: "available" },
    });
    expect((await send("GET", "/numbers/leases")).status).toBe(403);
    sandbox.control.reset();
    expect((await send("GET", "/numbers/leases")).status).toBe(200);
  });

  test("is 404 in its own form for a name that it does not know", async () => {
    const send = atContiguity(await openSandbox());
    for (const method of ["GET", "POST", "DELETE"])
      expect((await send(method, "/entitlements/nothing")).body).toMatchObject({
        object: "error",
        data: { status: 404 },
      });
  });
});
