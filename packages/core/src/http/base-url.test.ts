import { describe, expect, it } from "vitest";
import { failureOf } from "../errors/lease-error.js";
import { thrownBy } from "../../test/support/failure.js";
import { checkBaseUrl } from "./base-url.js";

describe("an address that credentials are sent to", () => {
  it.each([
    ["https://api.contiguity.com", "https://api.contiguity.com"],
    ["https://api.contiguity.com/", "https://api.contiguity.com"],
    ["https://proxy.example/contiguity//", "https://proxy.example/contiguity"],
    ["http://127.0.0.1:4700/x", "http://127.0.0.1:4700/x"],
    ["http://localhost:1", "http://localhost:1"],
    ["http://[::1]:1", "http://[::1]:1"],
  ])("may be %s", (text, address) => {
    expect(checkBaseUrl(text, "baseUrl")).toBe(address);
  });

  it.each([
    "",
    "api.contiguity.com",
    "http://api.contiguity.com",
    "http://127.0.0.1.example.com",
    "http://192.168.0.1",
    "http://0.0.0.0",
    "http://localhost.example.com",
    "ftp://localhost",
    "file:///etc/passwd",
    "https://user@api.contiguity.com",
    "https://:planted@api.contiguity.com",
    "https://api.contiguity.com/?key=planted",
    "https://api.contiguity.com/#planted",
  ])("may not be “%s”, which the refusal does not repeat", (text) => {
    const refusal = failureOf(thrownBy(() => checkBaseUrl(text, "baseUrl")));
    expect(refusal).toMatchObject({ kind: "bad-input", field: "baseUrl" });
    expect(JSON.stringify(refusal)).not.toContain("planted");
  });
});
