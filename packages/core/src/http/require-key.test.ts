import { describe, expect, it } from "vitest";
import { checkTimeout } from "./check-timeout.js";
import { requireKey } from "./require-key.js";

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
