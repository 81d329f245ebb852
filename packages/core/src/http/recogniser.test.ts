import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "#zod";
import { nearly } from "../../test/support/values-of-schema.js";
import * as contiguity from "../providers/contiguity/wire.js";
import * as sinch from "../providers/sinch/wire.js";
import { e164, elements, optional } from "./lenient.js";
import { recogniserOf } from "./recogniser.js";

const number = contiguity.numberAnswer.shape.data;
const schemas: readonly (readonly [string, z.ZodMiniType])[] = [
  ["Contiguity's number", number],
  ["Sinch's number", sinch.activeNumber],
  ["what Sinch offers", sinch.availableNumber],
];

describe("what knows values that are as they should be", () => {
  it.each(schemas)(
    "takes nothing for it that its schema changes or refuses: %s",
    (_name, schema) => {
      const fits = recogniserOf(schema);
      let known = 0;
      fc.assert(
        fc.property(nearly(schema, 300), (given) => {
          const value: unknown = JSON.parse(JSON.stringify(given));
          if (fits?.(value) !== true) return;
          known += 1;
          expect(z.safeParse(schema, value)).toStrictEqual({ success: true, data: value });
        }),
        { numRuns: 1000 },
      );
      expect(known).toBeGreaterThan(10);
    },
  );

  it("knows a field that is left out, where nothing stands for it", () => {
    const fits = recogniserOf(z.object({ a: z.string(), b: optional(z.string()) }));
    expect(fits?.({ a: "1" })).toBe(true);
    expect(fits?.({ a: "1", b: null })).toBe(true);
    expect(fits?.({ b: "1" })).toBe(false);
    const said = z.pipe(
      z.optional(z.string()),
      z.transform((text) => text ?? "none"),
    );
    expect(recogniserOf(z.object({ a: said }))).toBeNull();
  });

  it("does not know what holds something that nobody asked for", () => {
    const fits = recogniserOf(z.object({ a: optional(z.string()) }));
    for (const text of [
      '{"a":"1","b":2}',
      '{"__proto__":{"a":"1"}}',
      '{"toString":1}',
      "[]",
      "null",
    ])
      expect(fits?.(JSON.parse(text)), text).toBe(false);
  });

  it("writes no name into its code as it stands", () => {
    const odd = '"]; throw new Error("run"); //`${1}\n\u2028';
    const fits = recogniserOf(z.object({ [odd]: z.string() }));
    expect(fits?.({ [odd]: "1" })).toBe(true);
    expect(fits?.({ [odd]: 1 })).toBe(false);
  });

  it("is not made of a schema that it does not know whole", () => {
    for (const schema of [
      z.object({ a: z.string().check(z.minLength(1)) }),
      z.object({ a: z.int() }),
      z.looseObject({ a: z.string() }),
      z.object({ toString: z.string() }),
      elements(e164, "number"),
    ])
      expect(recogniserOf(schema)).toBeNull();
  });
});

describe("a long list", () => {
  const list = elements(z.object({ id: e164, label: optional(z.string()) }), "id");
  const read = (all: unknown) => z.parse(list, all);
  const good = Array.from({ length: 200 }, (_, index) => ({ id: `+1305555${1000 + index}` }));

  it("has each element read, and those told of that cannot be", () => {
    const odd = [{ id: "12025550134" }, "text", { id: "+13055550000", label: 5, more: 1 }];
    const found = read(structuredClone([...good, ...odd, ...good]));
    expect(found).toHaveLength(401);
    expect(found[200]).toEqual({ id: "+13055550000", label: null });
    expect(found.unread).toEqual([
      { text: "12025550134", reason: "id: not understood" },
      { text: null, reason: "answer: object expected" },
    ]);
  });

  it("is none where it has more elements than can say anything", () => {
    expect(() => read(Array.from({ length: 200_001 }, () => 1))).toThrow(RangeError);
  });

  it("is read the same where no code may be made", () => {
    const { Function: own } = globalThis;
    const forbidden = function refuse() {
      throw new EvalError("Code generation from strings disallowed for this context");
    };
    globalThis.Function = forbidden as unknown as FunctionConstructor;
    try {
      const other = elements(z.object({ id: e164 }), "id");
      expect(z.parse(other, structuredClone(good))).toHaveLength(200);
    } finally {
      globalThis.Function = own;
    }
  });
});
