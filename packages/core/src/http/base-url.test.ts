import { describe, expect, it } from "vitest";
import { LeaseError } from "../errors/lease-error.js";
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
    const refusal = thrownBy(() => checkBaseUrl(text, "baseUrl"));
    expect(refusal.failure).toMatchObject({ kind: "bad-input", field: "baseUrl" });
    expect(JSON.stringify(refusal.failure)).not.toContain("planted");
  });
});

function thrownBy(work: () => unknown): LeaseError {
  try {
    work();
  } catch (error) {
    if (error instanceof LeaseError) return error;
  }
  throw new Error("nothing was refused");
}
