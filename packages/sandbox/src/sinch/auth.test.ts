import { describe, expect, test } from "vitest";
import { tokenOf } from "../../test/support/bodies.js";
import { askToken, atSinch, basic } from "../../test/support/call.js";
import { openSandbox } from "../../test/support/open-sandbox.js";

const permissionDenied = {
  error: { code: 403, message: "", status: "PERMISSION_DENIED", details: [] },
};
const search = "/availableNumbers?regionCode=US&type=LOCAL";

describe("the token server", () => {
  test("gives a bearer token that the API accepts", async () => {
    const sandbox = await openSandbox();
    const { status, body } = await askToken(sandbox);
    expect(status).toBe(200);
    expect(body).toEqual({
      access_token: expect.any(String),
      expires_in: 3599,
      scope: "",
      token_type: "bearer",
    });
    const authorization = `Bearer ${tokenOf(body)}`;
    expect((await atSinch(sandbox)("GET", search, undefined, { authorization })).status).toBe(200);
  });

  test("answers 401 to a wrong secret", async () => {
    const sandbox = await openSandbox();
    const answer = await askToken(sandbox, undefined, basic(sandbox.sinch.keyId, "wrong"));
    expect(answer.status).toBe(401);
    expect(answer.body).toMatchObject({ error: "invalid_client" });
  });

  test("answers 400 to another grant", async () => {
    const answer = await askToken(await openSandbox(), { grant_type: "password" });
    expect(answer.status).toBe(400);
  });

  test("counts in the log, where no secret is to be seen", async () => {
    const sandbox = await openSandbox();
    await askToken(sandbox);
    await askToken(sandbox);
    const requests = sandbox.control.requests();
    expect(requests.map(({ operation }) => operation)).toEqual(["sinch.token", "sinch.token"]);
    expect(JSON.stringify(requests)).not.toContain(sandbox.sinch.keySecret);
  });

  test("allows a burst of 30, then 10 a second, and says no time to wait", async () => {
    let nowMs = 1_790_000_000_000;
    const sandbox = await openSandbox({ now: () => nowMs });
    const askOften = async (times: number) => {
      const answers = await Promise.all(Array.from({ length: times }, () => askToken(sandbox)));
      return answers.filter(({ status }) => status === 200).length;
    };
    expect(await askOften(32)).toBe(30);
    const refused = await askToken(sandbox);
    expect(refused.status).toBe(429);
    expect(refused.headers.has("retry-after")).toBe(false);
    nowMs += 1000;
    expect(await askOften(12)).toBe(10);
  });
});

describe("the API", () => {
  test("accepts Basic", async () => {
    expect((await atSinch(await openSandbox())("GET", search)).status).toBe(200);
  });

  test("answers 403 with an empty message to wrong credentials", async () => {
    const sandbox = await openSandbox();
    for (const authorization of [basic(sandbox.sinch.keyId, "wrong"), "Bearer made-up"]) {
      const { status, body } = await atSinch(sandbox)("GET", search, undefined, { authorization });
      expect(status).toBe(403);
      expect(body).toEqual(permissionDenied);
    }
  });

  test("answers the same 403 to another project", async () => {
    const sandbox = await openSandbox();
    const { baseUrl, keyId, keySecret } = sandbox.sinch;
    const response = await fetch(`${baseUrl}/v1/projects/other${search}`, {
      headers: { authorization: basic(keyId, keySecret) },
    });
    expect(response.status).toBe(403);
    expect(await response.json()).toEqual(permissionDenied);
  });

  test("answers 401 to no credentials at all", async () => {
    const { baseUrl, projectId } = (await openSandbox()).sinch;
    const response = await fetch(`${baseUrl}/v1/projects/${projectId}${search}`);
    expect(response.status).toBe(401);
  });

  test("lets a token expire by the sandbox's clock, and says so", async () => {
    const nowMs = 1_790_000_000_000;
    const sandbox = await openSandbox({ now: () => nowMs });
    const authorization = `Bearer ${tokenOf((await askToken(sandbox)).body)}`;
    const use = () => atSinch(sandbox)("GET", search, undefined, { authorization });
    sandbox.control.clock.advance(3_598_999);
    expect((await use()).status).toBe(200);
    sandbox.control.clock.advance(1);
    const expired = await use();
    expect(expired.status).toBe(401);
    expect(expired.headers.get("www-authenticate")).toContain("expired");
  });

  test("answers 404 in its own form where there is no operation", async () => {
    const { status, body } = await atSinch(await openSandbox())("GET", "/nothing");
    expect(status).toBe(404);
    expect(body).toMatchObject({ error: { code: 404, status: "NOT_FOUND" } });
  });

  test("answers 401 to a token that was revoked, without a word of expiry, and takes a new one", async () => {
    const sandbox = await openSandbox();
    const bearer = async () => `Bearer ${tokenOf((await askToken(sandbox)).body)}`;
    const send = async (authorization: string) =>
      atSinch(sandbox)("GET", search, undefined, { authorization });
    const first = await bearer();
    sandbox.control.revokeTokens();
    const refused = await send(first);
    expect(refused.status).toBe(401);
    expect(refused.headers.get("www-authenticate")).not.toContain("expired");
    expect((await send(await bearer())).status).toBe(200);
  });
});
