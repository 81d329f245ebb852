// Those functions of small-zod.ts that make schemas of objects.
import { type Issue, refused, Schema, wrongType } from "./small-schema.js";
import { within } from "./small-zod-of-schemas.js";

type Shape = Readonly<Record<string, Schema>>;

export const object = (shape: Shape = {}) => objectOf(shape, null);
export const looseObject = (shape: Shape) => objectOf(shape, anything);
export const catchall = (schema: Schema, others: Schema) => objectOf(shapeOf(schema), others);

/** With no other fields. */
export const strictObject = (shape: Shape) => objectOf(shape, nothing);

const shapeOf = (schema: Schema) => schema._zod.def["shape"] as Shape;

const never = { code: "never", path: [] };
const nothing = new Schema({ type: "never" }, { read: () => refused, why: () => never });
const anything = new Schema({ type: "unknown" }, { read: (value) => value, why: () => never });

interface Field extends Pick<Schema, "read"> {
  readonly name: string;
  readonly schema: Schema;
  /** Whether something has to be done where it is left out. */
  readonly isAwaited: boolean;
  /** Reads what is there and has the form that is wanted; `read` says what becomes of the rest. */
  readonly wanted: Schema["read"];
  /** The type whose values are all taken as they are. */
  readonly plain: string | null;
  readonly mayBeNull: boolean;
}

function fieldOf([name, schema]: readonly [string, Schema]): Field {
  let inner = schema;
  let mayBeNull = false;
  // Without what only allows for nothing, and for something else.
  for (;;) {
    const { type, innerType, checks } = inner._zod.def;
    if (checks || !["nullable", "optional", "catch"].includes(type)) break;
    mayBeNull ||= type === "nullable";
    inner = innerType as Schema;
  }
  const { type, checks } = inner._zod.def;
  const { optin, optout } = schema._zod;
  return {
    name,
    schema,
    read: schema.read,
    isAwaited: optin !== "optional" || optout !== "optional",
    wanted: inner.read,
    plain: !checks && (type === "string" || type === "boolean") ? type : null,
    mayBeNull,
  };
}

/** @param others - what fields are read by that nobody asked for; null where they are left out. */
function objectOf(shape: Shape, others: Schema | null) {
  const fields = Object.entries(shape).map(fieldOf);
  const byName = new Map(fields.map((field) => [field.name, field]));
  const awaited = fields.filter(({ isAwaited }) => isAwaited);
  const other = others && fieldOf(["", others]);
  // In the order in which they came last: in a list, each is found without being looked up.
  const expected = [...fields];

  const read = (value: unknown) => {
    if (!isRecord(value)) return refused;
    let copy: Record<string, unknown> | null = null;
    let at = 0;
    let missing = awaited.length;
    for (const name in value) {
      const next = expected[at];
      const own = next?.name === name ? next : byName.get(name);
      const field = own ?? (name === "__proto__" && others !== nothing ? null : other);
      if (!field) {
        copy ??= copyUpTo(name, value);
        continue;
      }
      if (own) {
        if (own !== next) expected[at] = own;
        at += 1;
        if (own.isAwaited) missing -= 1;
      }
      const given = value[name];
      // As most are: nothing to be called for.
      const isPlain = given === null ? field.mayBeNull : typeof given === field.plain;
      let output = isPlain ? given : field.wanted(given);
      if (output === refused) output = field.read(given);
      if (output === refused) return refused;
      if (output !== given) copy ??= copyUpTo(name, value);
      if (copy) copy[name] = output;
    }
    if (missing === 0) return copy ?? value;
    const output = { ...(copy ?? value) };
    for (const { name, schema } of awaited) {
      if (name in value) continue;
      const instead = leftOut(schema);
      if (instead === refused) return refused;
      if (instead !== undefined) output[name] = instead;
    }
    return output;
  };

  const why = (value: unknown): Issue => {
    if (!isRecord(value)) return wrongType("object");
    for (const { name, schema, isAwaited } of fields) {
      const isThere = name in value;
      const output = isThere ? schema.read(value[name]) : isAwaited && leftOut(schema);
      if (output !== refused) continue;
      const isSaid = isThere || schema.read(undefined) === refused;
      return within(name, isSaid ? schema.why(value[name]) : wrongType("nonoptional"));
    }
    const keys = Object.keys(value).filter((name) => !byName.has(name));
    if (others === nothing) return { code: "unrecognized_keys", keys, path: [] };
    return whyOf(others ?? anything, value, keys);
  };
  return new Schema({ type: "object", shape, ...(others && { catchall: others }) }, { read, why });
}

/** What a field that is left out stands for: mostly nothing. */
function leftOut(schema: Schema): unknown {
  const { optin, optout } = schema._zod;
  const output = optin === undefined ? refused : schema.read(undefined);
  return output === refused && optin && optout === "optional" ? undefined : output;
}

function copyUpTo(end: string, value: Readonly<Record<string, unknown>>) {
  const copy: Record<string, unknown> = {};
  for (const name in value) {
    if (name === end) break;
    copy[name] = value[name];
  }
  return copy;
}

/** Of the first of these fields that is refused. */
function whyOf(schema: Schema, value: Readonly<Record<string, unknown>>, names: readonly string[]) {
  const name = names.find((one) => one !== "__proto__" && schema.read(value[one]) === refused);
  return within(`${name}`, schema.why(value[`${name}`]));
}

/** Values by name. */
export function record(_name: Schema, element: Schema) {
  const read = (value: unknown) => {
    if (!isPlain(value)) return refused;
    const output: Record<string, unknown> = {};
    for (const name of Object.keys(value)) {
      if (name === "__proto__") continue;
      output[name] = element.read(value[name]);
      if (output[name] === refused) return refused;
    }
    return output;
  };
  const why = (value: unknown) =>
    isPlain(value) ? whyOf(element, value, Object.keys(value)) : wrongType("record");
  return new Schema({ type: "record", valueType: element }, { read, why });
}

/** By the first option that its field fits: of a valid value, that is the one. */
export function discriminatedUnion(discriminator: string, options: readonly Schema[]) {
  const optionOf = (value: Readonly<Record<string, unknown>>) =>
    options.find((one) => shapeOf(one)[discriminator]?.safeParse(value[discriminator]).success);
  const read = (value: unknown) => (isRecord(value) && optionOf(value)?.read(value)) || refused;
  const why = (value: unknown) => {
    if (!isRecord(value)) return wrongType("object");
    return optionOf(value)?.why(value) ?? { code: "invalid_union", path: [discriminator] };
  };
  return new Schema({ type: "union", discriminator, options }, { read, why });
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (!isRecord(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
