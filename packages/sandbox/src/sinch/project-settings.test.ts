import { describe, expect, test } from "vitest";
import { signSinchWebhook, specialNumbers } from "../index.js";
import { atSinch } from "../../test/support/call.js";
import { openSandbox } from "../../test/support/open-sandbox.js";

const { plain } = specialNumbers.sinch;
const address = {
  streetNumber: "1600",
  streetInfo: "Pennsylvania Avenue NW",
  city: "Washington",
  state: "DC",
  postalCode: "20500",
};
const body = { displayName: "Ann", address };

describe("the callback configuration", () => {
  test("has no secret until one is set, and never shows it in the log", async () => {
    const sandbox = await openSandbox();
    const send = atSinch(sandbox);
    const { projectId } = sandbox.sinch;
    expect((await send("GET", "/callbackConfiguration")).body).toEqual({
      projectId,
      hmacSecret: "",
    });
    const hmacSecret = "0123456789abcdef0123456789ABCDEF-x";
    const changed = await send("PATCH", "/callbackConfiguration", { hmacSecret });
    expect(changed.body).toEqual({ projectId, hmacSecret });
    expect((await send("GET", "/callbackConfiguration")).body).toEqual(changed.body);
    expect(JSON.stringify(sandbox.control.requests())).not.toContain(hmacSecret);
  });

  test.each(["short", "with spaces in it, and long enough for one", "x".repeat(65)])(
    "refuses the secret %j",
    async (hmacSecret) => {
      const send = atSinch(await openSandbox());
      expect((await send("PATCH", "/callbackConfiguration", { hmacSecret })).status).toBe(400);
    },
  );
});

describe("a webhook's signature", () => {
  test("is the lower-case hex HMAC-SHA1 of the body", () => {
    // The second test case of RFC 2202.
    expect(signSinchWebhook("Jefe", "what do ya want for nothing?")).toBe(
      "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
    );
  });
});

describe("the emergency address", () => {
  const path = (verb = "") => `/activeNumbers/${plain}/emergencyAddress${verb}`;

  async function leased() {
    const sandbox = await openSandbox();
    const send = atSinch(sandbox);
    await send("POST", `/availableNumbers/${plain}:rent`, {});
    return send;
  }

  test("is provisioned, read and taken away", async () => {
    const send = await leased();
    const held = { ...address, location: "", postalCodePlusFour: "" };
    expect((await send("POST", path(":provision"), body)).body).toEqual(held);
    expect((await send("GET", path())).body).toEqual(held);
    expect((await send("POST", path(":deprovision"))).body).toEqual({});
    const gone = await send("GET", path());
    expect(gone.status).toBe(404);
    expect(gone.body).toMatchObject({
      error: { details: [{ resourceType: "EmergencyAddress", resourceName: plain }] },
    });
  });

  test.each([
    ["EXACT_MATCH", {}, {}],
    ["NEAR_MATCH", { state: "dc" }, { correctedAddress: { state: "DC" } }],
    ["NO_MATCH", { streetNumber: "0" }, { candidateAddresses: [{ streetNumber: "1" }] }],
  ])("is validated: %s", async (validationResult, change, more) => {
    const send = await leased();
    const wanted = { ...body, address: { ...address, ...change } };
    const { status, body: answer } = await send("POST", path(":validate"), wanted);
    expect(status).toBe(200);
    expect(answer).toMatchObject({ phoneNumber: plain, validationResult, ...more });
    const provisioned = await send("POST", path(":provision"), wanted);
    expect(provisioned.status).toBe(validationResult === "NO_MATCH" ? 400 : 200);
  });

  test("needs every field, and a number that is held", async () => {
    const send = await leased();
    const { city: _city, ...lacking } = address;
    expect((await send("POST", path(":provision"), { ...body, address: lacking })).status).toBe(
      400,
    );
    const nobodys = "/activeNumbers/+12025559999/emergencyAddress";
    for (const verb of ["", ":provision", ":validate", ":deprovision"]) {
      const { body: answer } = verb
        ? await send("POST", `${nobodys}${verb}`, body)
        : await send("GET", nobodys);
      expect(answer).toMatchObject({ error: { details: [{ resourceType: "ActiveNumber" }] } });
    }
  });
});
