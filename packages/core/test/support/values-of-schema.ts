import * as fc from "fast-check";
import type * as z from "zod/mini";

/**
 * Values that mostly have the schema's form, with something else here and there.
 * @param oneIn - how rare that is.
 */
export function nearly(schema: z.core.$ZodType, oneIn = 30): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: oneIn, arbitrary: fitting(schema, oneIn) },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 1 }) },
  );
}

function fitting(schema: z.core.$ZodType, oneIn: number): fc.Arbitrary<unknown> {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case "object": {
      const fields = Object.entries(def.shape).map(
        ([name, field]) => [name, nearly(field, oneIn)] as const,
      );
      const known = fc.record(Object.fromEntries(fields), { requiredKeys: [] });
      const another = fc.dictionary(fc.string({ maxLength: 3 }), fc.jsonValue({ maxDepth: 1 }), {
        maxKeys: 1,
      });
      const others = fc.oneof(
        { weight: 30, arbitrary: another },
        { weight: oneIn - 30, arbitrary: fc.constant({}) },
      );
      // All of them, or some.
      const all = fc.record(Object.fromEntries(fields));
      return fc
        .tuple(fc.oneof({ weight: 5, arbitrary: all }, known), others, fc.boolean())
        .map(([value, other, first]) => (first ? { ...other, ...value } : { ...value, ...other }));
    }
    case "array":
      return fc.array(nearly(def.element, oneIn), { maxLength: 3 });
    case "optional":
      return nearly(def.innerType, oneIn);
    case "nullable":
      return fc.option(nearly(def.innerType, oneIn));
    case "catch":
      return nearly(def.innerType, oneIn);
    case "union":
      return fc.oneof(...def.options.map((option) => nearly(option, oneIn)));
    case "custom":
      return fc.constantFrom("+13055550100", "+4915112345678");
    case "string": {
      const [form] = (def.checks ?? []).flatMap((check) => formOf(check));
      return form
        ? fc.stringMatching(form)
        : fc.constantFrom("", "USD", "active", "NOT_FOUND", "2026-01-01T00:00:00Z");
    }
    case "literal":
      return fc.constantFrom(...def.values);
    case "number":
      return fc.oneof(fc.integer({ min: 1, max: 1000 }), fc.double());
    case "boolean":
      return fc.boolean();
    case "pipe": {
      // Where the first only refuses something, the second has the form.
      const saysForm = def.out._zod.def.type !== "custom" && def.in._zod.def.type !== "unknown";
      return nearly(saysForm ? def.in : def.out, oneIn);
    }
    default:
      return fc.jsonValue({ maxDepth: 1 });
  }
}

/** What a text has to match, where that is asked of it. */
function formOf({ _zod }: z.core.$ZodCheck): readonly RegExp[] {
  const { def } = _zod;
  return "pattern" in def && def.pattern instanceof RegExp ? [def.pattern] : [];
}
