import { describe, expect, it } from "vitest";
import { thrownBy } from "../../test/support/failure.js";
import { failureOf } from "../errors/lease-error.js";
import { checkBaseUrl, checkTimeout, requireKey, requirePathId } from "./check-given.js";

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

describe("a key", () => {
  it("loses the white space that copying adds", () => {
    expect(requireKey(" contiguity_sk_x\n", "apiKey")).toBe("contiguity_sk_x");
  });

  it.each([
    ["is empty", ""],
    ["is nothing but white space", " \n"],
    ["holds a space", "a b"],
    ["holds the end of a line", "a\r\nx-evil: 1"],
    ["holds letters that no header can carry", "kéy"],
  ])("is refused when it %s, without being repeated", (_name, key) => {
    expect(() => requireKey(key, "apiKey")).toThrow(
      expect.objectContaining({
        failure: {
          kind: "bad-input",
          field: "apiKey",
          reason: expect.stringMatching(
            /^The apiKey (is empty|contains characters that no key has, such as spaces)\.$/,
          ),
          template: [expect.any(String), "apiKey"],
        },
      }),
    );
  });
});

describe("a time limit", () => {
  it("may be left out", () => {
    expect(checkTimeout(undefined)).toBeUndefined();
  });

  it("may be what a timer can wait", () => {
    expect(checkTimeout(2 ** 31 - 1)).toBe(2 ** 31 - 1);
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31])(
    "is refused when it is %d, which a timer takes for at once",
    (timeoutMs) => {
      expect(() => checkTimeout(timeoutMs)).toThrow(
        expect.objectContaining({ failure: expect.objectContaining({ field: "timeoutMs" }) }),
      );
    },
  );
});

describe("an id that a provider gave out", () => {
  it("is one step of a path, whatever is in it", () => {
    expect(requirePathId("01ab-CD_9", "orderId")).toBe("01ab-CD_9");
    expect(requirePathId("a/b?c#d:e+f", "orderId")).toBe("a%2Fb%3Fc%23d%3Ae%2Bf");
    expect(requirePathId("...", "orderId")).toBe("...");
  });

  it.each(["", ".", "..", " ", "a b", "a\n", "x".repeat(201), undefined, null, 5])(
    "refuses %j, which would reach another operation",
    (given) => {
      expect(() => requirePathId(given, "orderId")).toThrow("The orderId is no id.");
    },
  );
});
