import { describe, expect, it } from "vitest";
import { contiguityProvider } from "./contiguity/provider.js";
import { fingerprint } from "./identify-account.js";
import { sinchProvider } from "./sinch/provider.js";

const contiguity = (apiKey: string, more: object = {}) =>
  contiguityProvider({ account: "a", apiKey, ...more }).identity;
const sinch = (projectId: string, more: object = {}) =>
  sinchProvider({ account: "a", projectId, keyId: "id", keySecret: "secret", ...more }).identity;

describe("An account's identity", () => {
  it("is the project at Sinch, whatever the key and the name", () => {
    expect(sinch("project-1")).toBe("sinch|https://numbers.api.sinch.com|project-1");
    expect(sinch(" project-1 ", { keyId: "other", account: "b" })).toBe(sinch("project-1"));
    expect(sinch("project-2")).not.toBe(sinch("project-1"));
  });

  it("is one project however its UUID is written", () => {
    const uuid = "7d1f3f5e-90ab-4c2d-8e6f-a1b2c3d4e5f6";
    expect(sinch(uuid.toUpperCase())).toBe(sinch(uuid));
    expect(sinch("Project-1")).not.toBe(sinch("project-1"));
  });

  it.each(["https://NUMBERS.api.sinch.com:443/v1", "https://numbers.api.sinch.com."])(
    "is one project however the address of the API is written: %s",
    (baseUrl) => expect(sinch("project-1", { baseUrl })).toBe(sinch("project-1")),
  );

  it("is a fingerprint of the key at Contiguity, which names no account", () => {
    const one = contiguity("contiguity_sk_one");
    expect(one).toMatch(/^contiguity\|https:\/\/api\.contiguity\.com\|key:[0-9a-f]{32}$/);
    expect(one).not.toContain("sk_one");
    expect(contiguity("contiguity_sk_one\n", { account: "b" })).toBe(one);
    expect(contiguity("contiguity_sk_two")).not.toBe(one);
  });

  it("is another one where the API is at another place", () => {
    const baseUrl = "http://127.0.0.1:4000/a";
    expect(sinch("project-1", { baseUrl })).toBe("sinch|http://127.0.0.1:4000|project-1");
  });

  it("stays the same over versions: ledgers hold it", () => {
    // printf 'leaseline contiguity contiguity_sk_one' | sha256sum
    expect(fingerprint("contiguity", "contiguity_sk_one")).toBe(
      "key:f46f2ee4cdb05208c4ffa2890ed3ab9e",
    );
  });
});
