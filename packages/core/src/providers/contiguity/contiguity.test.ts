import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { thrownBy } from "../../../test/support/failure.js";
import { httpServer } from "../../../test/support/loopback-server.js";
import { Contiguity } from "./contiguity.js";

const authorizations: string[] = [];

describe("new Contiguity()", () => {
  beforeEach(() => {
    vi.stubEnv("CONTIGUITY_API_KEY", undefined);
    vi.stubEnv("CONTIGUITY_TOKEN", undefined);
    authorizations.length = 0;
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.unstubAllGlobals();
  });

  it("takes a key", () => {
    expect(new Contiguity("contiguity_sk_x")).toMatchObject({
      lease: { callForwarding: {} },
      text: {},
      entitlements: {},
    });
  });

  it("reads the options beside a key: what is sent goes where they say", async () => {
    const { url } = await httpServer((request, response) => {
      authorizations.push(request.headers.authorization ?? "");
      response.end(JSON.stringify({ data: { numbers: [] } }));
    });
    await new Contiguity("contiguity_sk_beside", { baseUrl: url }).lease.available();
    expect(authorizations).toEqual(["Token contiguity_sk_beside"]);
  });

  it.each<[string, readonly unknown[]]>([
    ["baseURL", ["contiguity_sk_x", { baseURL: "http://127.0.0.1:1" }]],
    ["options", ["contiguity_sk_x", { apiKey: "contiguity_sk_y" }]],
    ["options", ["contiguity_sk_x", "http://127.0.0.1:1"]],
    ["options", [{ apiKey: "contiguity_sk_x" }, { baseUrl: "http://127.0.0.1:1" }]],
    ["options", [null]],
    ["options", [7]],
  ])("refuses what it does not understand: %s", (field, given) => {
    const construct = () => Reflect.construct(Contiguity, given) as unknown;
    expect(construct).toThrow(
      expect.objectContaining({ failure: expect.objectContaining({ kind: "bad-input", field }) }),
    );
  });

  it("prefers the key that it is given to those of the environment", async () => {
    vi.stubEnv("CONTIGUITY_API_KEY", "contiguity_sk_first");
    expect(await authorizationOf({ apiKey: "contiguity_sk_given" })).toBe(
      "Token contiguity_sk_given",
    );
  });

  it("looks for CONTIGUITY_API_KEY, and then for CONTIGUITY_TOKEN", async () => {
    vi.stubEnv("CONTIGUITY_TOKEN", "contiguity_sk_second");
    expect(await authorizationOf({})).toBe("Token contiguity_sk_second");
    vi.stubEnv("CONTIGUITY_API_KEY", "");
    expect(await authorizationOf({})).toBe("Token contiguity_sk_second");
    vi.stubEnv("CONTIGUITY_API_KEY", "contiguity_sk_first");
    expect(await authorizationOf({})).toBe("Token contiguity_sk_first");
  });

  it("says that there is no key, with an environment and without", () => {
    const noKey = { failure: { kind: "bad-input", field: "apiKey" } };
    expect(thrownBy(() => new Contiguity())).toMatchObject(noKey);
    vi.stubGlobal("process", undefined);
    expect(thrownBy(() => new Contiguity())).toMatchObject(noKey);
  });

  it("does not take the environment's key for one that is given and empty", () => {
    vi.stubEnv("CONTIGUITY_API_KEY", "contiguity_sk_first");
    expect(() => new Contiguity("")).toThrow("The apiKey is empty.");
    expect(() => new Contiguity({ apiKey: " " })).toThrow("The apiKey is empty.");
  });
});

/** The header that a client with these options sends. */
async function authorizationOf(options: { readonly apiKey?: string }): Promise<string | undefined> {
  const { url } = await httpServer((request, response) => {
    authorizations.push(request.headers.authorization ?? "");
    response.end(JSON.stringify({ data: { numbers: [] } }));
  });
  await new Contiguity({ ...options, baseUrl: url }).lease.available();
  return authorizations.at(-1);
}
