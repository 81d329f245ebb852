import * as z from "#zod";

/** What a parser gives for a value that its schema refuses. Why it does, the schema itself says. */
export const refused = Symbol("refused");

type Parser<Output> = (value: unknown) => Output | typeof refused;

const parsers = new WeakMap<object, Parser<unknown>>();

/**
 * Reads what came out of `JSON.parse` as the schema does, in a fraction of the time. The schema stays the one
 * source: this is made from it, once. A value that has the wanted form already is given back and not copied, so
 * it belongs to whoever asked.
 */
export function parserOf<Schema extends z.core.$ZodType>(schema: Schema): Parser<z.output<Schema>> {
  const parser = parsers.get(schema) ?? makeParser(schema);
  parsers.set(schema, parser);
  // Made from a schema, it gives what the schema gives.
  return parser as Parser<z.output<Schema>>;
}

function makeParser(schema: z.core.$ZodType): Parser<unknown> {
  // The definition tells which of all there are it is.
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (isChecked(def)) return bySchema(schema);
  switch (def.type) {
    case "unknown":
      return (value) => value;
    case "string":
      return (value) => (typeof value === "string" ? value : refused);
    case "number":
      return (value) => (Number.isFinite(value) ? value : refused);
    case "boolean":
      return (value) => (typeof value === "boolean" ? value : refused);
    case "custom":
      return (value) => (def.fn(value) === true ? value : refused);
    case "optional":
      return whenNot(undefined, parserOf(def.innerType));
    case "nullable":
      return whenNot(null, parserOf(def.innerType));
    case "catch":
      return orElse(parserOf(def.innerType), bySchema(schema));
    case "pipe":
      return def.transform ? bySchema(schema) : andThen(parserOf(def.in), parserOf(def.out));
    case "union":
      return def.options.map(parserOf).reduceRight((rest, parse) => orElse(parse, rest));
    case "array":
      return eachOf(parserOf(def.element));
    case "object":
      return def.catchall ? bySchema(schema) : (fieldsOf(def.shape) ?? bySchema(schema));
    default:
      return bySchema(schema);
  }
}

/** Whether more is asked of it than its type: by checks, or by the kind that it is of, such as a whole number. */
export function isChecked(def: z.core.$ZodTypeDef): boolean {
  return (def.checks?.length ?? 0) > 0 || ("check" in def && def.type !== "custom");
}

/** What needs no speed, or is not known here. */
function bySchema(schema: z.core.$ZodType): Parser<unknown> {
  return (value) => {
    const parsed = z.safeParse(schema, value);
    return parsed.success ? parsed.data : refused;
  };
}

function whenNot(nothing: null | undefined, parse: Parser<unknown>): Parser<unknown> {
  return (value) => (value === nothing ? value : parse(value));
}

function andThen(first: Parser<unknown>, second: Parser<unknown>): Parser<unknown> {
  return (value) => {
    const parsed = first(value);
    return parsed === refused ? refused : second(parsed);
  };
}

function orElse(parse: Parser<unknown>, rest: Parser<unknown>): Parser<unknown> {
  return (value) => {
    const parsed = parse(value);
    return parsed === refused ? rest(value) : parsed;
  };
}

function eachOf(parse: Parser<unknown>): Parser<unknown> {
  return (value) => {
    if (!Array.isArray(value)) return refused;
    const items: unknown[] = value;
    let copy: unknown[] | null = null;
    for (let index = 0; index < items.length; index += 1) {
      const parsed = parse(items[index]);
      if (parsed === refused) return refused;
      if (parsed !== items[index]) copy ??= [...items];
      if (copy) copy[index] = parsed;
    }
    return copy ?? items;
  };
}

interface Field {
  readonly name: string;
  readonly parse: Parser<unknown>;
  readonly isRequired: boolean;
  /** The same for what is there and has the form that is wanted; {@link parse} says what becomes of the rest. */
  readonly wanted: Parser<unknown>;
  /** The type whose values are all taken as they are. */
  readonly plain: "string" | "boolean" | null;
  readonly mayBeNull: boolean;
}

function fieldOf(name: string, schema: z.core.$ZodType): Field {
  let inner = schema;
  let mayBeNull = false;
  // Without what only allows for nothing, and for something else.
  for (;;) {
    const { def } = (inner as z.core.$ZodTypes)._zod;
    if (def.type !== "nullable" && def.type !== "optional" && def.type !== "catch") break;
    mayBeNull ||= def.type === "nullable";
    inner = def.innerType;
  }
  const { def } = (inner as z.core.$ZodTypes)._zod;
  const isPlain = (def.type === "string" || def.type === "boolean") && !isChecked(def);
  return {
    name,
    parse: parserOf(schema),
    isRequired: schema._zod.optin !== "optional",
    wanted: parserOf(inner),
    plain: isPlain ? def.type : null,
    mayBeNull,
  };
}

/** @returns null where a field that is left out stands for something. */
function fieldsOf(shape: z.core.$ZodShape): Parser<unknown> | null {
  const fields = Object.entries(shape).map(([name, schema]) => fieldOf(name, schema));
  if (fields.some(({ isRequired, parse }) => !isRequired && parse(undefined) !== undefined))
    return null;
  const byName = new Map(fields.map((field) => [field.name, field]));
  const required = fields.filter(({ isRequired }) => isRequired).length;
  // In the order in which they came last: in a list, each is found without being looked up.
  const expected = [...fields];

  return (value) => {
    if (!isRecord(value)) return refused;
    let copy: Record<string, unknown> | null = null;
    let at = 0;
    let missing = required;
    for (const name in value) {
      const next = expected[at];
      const field = next?.name === name ? next : byName.get(name);
      if (!field) {
        // One that nobody asked for.
        copy ??= copyUpTo(name, value);
        continue;
      }
      if (field !== next) expected[at] = field;
      at += 1;
      const given = value[name];
      // As most are: nothing to be called for.
      const isPlain = given === null ? field.mayBeNull : typeof given === field.plain;
      let parsed = isPlain ? given : field.wanted(given);
      if (parsed === refused) parsed = field.parse(given);
      if (parsed === refused) return refused;
      if (parsed !== given) copy ??= copyUpTo(name, value);
      if (copy) copy[name] = parsed;
      if (field.isRequired) missing -= 1;
    }
    return missing === 0 ? (copy ?? value) : refused;
  };
}

function copyUpTo(end: string, value: Record<string, unknown>): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const name in value) {
    if (name === end) break;
    copy[name] = value[name];
  }
  return copy;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
