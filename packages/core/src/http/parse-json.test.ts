import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJson } from "./parse-json.js";

/** Texts as somebody may write them who means harm: parts of characters, zeros, and what looks like an escape. */
const text = fc
  .array(fc.constantFrom("\0", "\ud83d", "\ude00", "a", "\\", "u0000", "\\ud83d", '"', "\n", "é"))
  .map((parts) => parts.join(""));

const halvesAndZeros = /[\0\p{Surrogate}]/gu;

describe("what a provider has answered", () => {
  it("has no zero and no half of a character in it, and is what it was in all else", () => {
    fc.assert(
      fc.property(text, text, (name, value) => {
        const [wholeName, whole] = [name, value].map((one) =>
          one.replace(halvesAndZeros, "\ufffd"),
        );
        const parsed = parseJson(escaped({ list: [{ [`_${name}`]: value }] }));
        expect(parsed).toEqual({ list: [{ [`_${wholeName}`]: whole }] });
      }),
      { numRuns: 1000 },
    );
  });

  it("is read where it is not escaped, too, and is undefined where it is no JSON", () => {
    expect(parseJson('{"a":"\\\\u0000 😀"}')).toEqual({ a: "\\u0000 😀" });
    expect(parseJson('{"a":"\\u00"}')).toBeUndefined();
  });
});

/** Every unit of a text that is not ASCII as an escape, as many programs write them. */
function escaped(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
