import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "#zod";
import * as contiguity from "../providers/contiguity/wire.js";
import * as sinch from "../providers/sinch/wire.js";
import { nearly } from "../../test/support/values-of-schema.js";
import { parserOf, refused } from "./parser.js";

const schemas = [contiguity, sinch].flatMap((wire) =>
  Object.entries(wire).filter((entry): entry is [string, z.ZodMiniType] => "_zod" in entry[1]),
);

describe("a parser made from a schema", () => {
  it.each(schemas)("gives what the schema gives, of %s", (_name, schema) => {
    const accepted = { times: 0 };
    fc.assert(
      fc.property(nearly(schema), (value) => {
        const text = JSON.stringify(value);
        const expected = z.safeParse(schema, JSON.parse(text));
        const parsed = parserOf(schema)(JSON.parse(text));
        if (expected.success) {
          accepted.times += 1;
          expect(parsed).toStrictEqual(expected.data);
        } else expect(parsed).toBe(refused);
      }),
      { numRuns: 500 },
    );
    // Both kinds occur, so that neither is shown by nothing.
    expect(accepted.times).toBeGreaterThan(10);
  });

  it("gives what stands for a field that is left out", () => {
    const otherwise = z.pipe(
      z.optional(z.string()),
      z.transform((text) => text ?? "none"),
    );
    expect(parserOf(z.object({ a: otherwise }))({})).toEqual({ a: "none" });
  });

  it("asks for all that a kind of number or text is", () => {
    expect(parserOf(z.object({ a: z.int() }))({ a: 1.5 })).toBe(refused);
    expect(parserOf(z.array(z.string().check(z.regex(/@/))))(["nobody"])).toBe(refused);
  });

  it("takes a number for none that JSON cannot hold", () => {
    expect(parserOf(z.number())(JSON.parse("1e400"))).toBe(refused);
  });

  it("leaves out what nobody asked for, wherever it stands", () => {
    const parse = parserOf(z.object({ a: z.object({ b: z.string() }), c: z.number() }));
    const text = '{"x":1,"a":{"__proto__":{"y":1},"b":"b","z":2},"c":3,"toString":4}';
    const parsed = parse(JSON.parse(text));
    expect(JSON.stringify(parsed)).toBe('{"a":{"b":"b"},"c":3}');
    expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
  });

  it("copies nothing that has the form already", () => {
    const value = { items: [{ a: "1" }, { a: "2" }] };
    expect(parserOf(z.object({ items: z.array(z.object({ a: z.string() })) }))(value)).toBe(value);
  });
});
