// Those functions of small-zod.ts that make a schema of schemas.
import { type Issue, type Read, Schema, wrongType } from "./small-schema.js";

export function transform(change: (value: unknown) => unknown) {
  return new Schema({ type: "transform", transform: change }, (value) => change(value), "optional");
}

export function pipe(first: Schema, then: Schema) {
  const read: Read = (value, issues) => {
    const between = first._zod.run(value, issues);
    return issues.length > 0 ? between : then._zod.run(between, issues);
  };
  const apart: Read = (value, issues) => {
    const own: Issue[] = [];
    const output = read(value, own);
    pass(own, issues);
    return output;
  };
  const def = { type: "pipe", in: first, out: then };
  return new Schema(def, apart, first._zod.optin, then._zod.optout);
}

const optin = (inner: Schema) => (inner._zod.optin === "defaulted" ? "defaulted" : "optional");

export function optional(innerType: Schema) {
  const read: Read = (value, issues) =>
    value === undefined && innerType._zod.optin !== "defaulted"
      ? value
      : innerType._zod.run(value, issues);
  return new Schema({ type: "optional", innerType }, read, optin(innerType), "optional");
}

export function nullable(innerType: Schema) {
  const { run, optin: whenLeftOut, optout } = innerType._zod;
  const read: Read = (value, issues) => (value === null ? null : run(value, issues));
  return new Schema({ type: "nullable", innerType }, read, whenLeftOut, optout);
}

export const nullish = (inner: Schema) => optional(nullable(inner));

function catchOf(innerType: Schema, otherwise: unknown) {
  const read: Read = (value) => {
    const own: Issue[] = [];
    const output = innerType._zod.run(value, own);
    return own.length > 0 ? otherwise : output;
  };
  return new Schema({ type: "catch", innerType }, read, optin(innerType), innerType._zod.optout);
}

function defaultOf(innerType: Schema, otherwise: unknown) {
  const read: Read = (value, issues) =>
    value === undefined ? otherwise : innerType._zod.run(value, issues);
  return new Schema({ type: "default", innerType }, read, "defaulted");
}

export function array(element: Schema) {
  return new Schema({ type: "array", element }, (value, issues) => {
    if (!Array.isArray(value)) {
      issues.push(wrongType("array"));
      return value;
    }
    return value.map((item: unknown, index) => within(element, item, [`${index}`, issues]));
  });
}

/** Reads what is inside of something else, whose place in it is part of the path. */
function within(schema: Schema, value: unknown, [place, issues]: readonly [string, Issue[]]) {
  const own: Issue[] = [];
  const output = schema._zod.run(value, own);
  for (const issue of own) issues.push({ ...issue, path: [place, ...issue.path] });
  return output;
}

/** One by one: as arguments, so many that an answer can have would be more than a call takes. */
function pass(own: readonly Issue[], issues: Issue[]): void {
  for (const issue of own) issues.push(issue);
}

type Shape = Readonly<Record<string, Schema>>;

export const object = (shape: Shape = {}) => objectOf(shape, null);
export const looseObject = (shape: Shape) => objectOf(shape, anything);
export const catchall = (schema: Schema, others: Schema) =>
  objectOf(schema._zod.def["shape"] as Shape, others);

/** With no other fields. */
export const strictObject = (shape: Shape) => objectOf(shape, nothing);

const nothing = new Schema({ type: "never" }, (value) => value);
const anything = new Schema({ type: "unknown" }, (value) => value);

/** @param others - what fields are read by that nobody asked for; null where they are left out. */
function objectOf(shape: Shape, others: Schema | null) {
  const read: Read = (value, issues) => {
    if (!isRecord(value)) {
      issues.push(wrongType("object"));
      return value;
    }
    const output: Record<string, unknown> = {};
    for (const name in shape) readField(shape[name] ?? anything, name, { value, output, issues });
    const more = others ? Object.keys(value).filter((name) => !Object.hasOwn(shape, name)) : [];
    if (others === nothing) {
      if (more.length > 0) issues.push({ code: "unrecognized_keys", keys: more, path: [] });
      return output;
    }
    for (const name of more)
      if (others && name !== "__proto__") readField(others, name, { value, output, issues });
    return output;
  };
  return new Schema({ type: "object", shape, ...(others && { catchall: others }) }, read);
}

/** Values by name. */
export function record(_name: Schema, element: Schema) {
  return new Schema({ type: "record", valueType: element }, (value, issues) => {
    if (!isPlain(value)) {
      issues.push(wrongType("record"));
      return value;
    }
    const output: Record<string, unknown> = {};
    for (const name of Object.keys(value))
      if (name !== "__proto__") output[name] = within(element, value[name], [name, issues]);
    return output;
  });
}

interface Reading {
  readonly value: Readonly<Record<string, unknown>>;
  readonly output: Record<string, unknown>;
  readonly issues: Issue[];
}

function readField(schema: Schema, name: string, { value, output, issues }: Reading): void {
  const { optin: whenLeftOut, optout } = schema._zod;
  const isThere = name in value;
  if (!isThere && whenLeftOut === "optional" && optout === "optional") return;
  const own: Issue[] = [];
  const field = within(schema, value[name], [name, own]);
  if (!isThere && whenLeftOut === undefined) {
    const [first = { ...wrongType("nonoptional"), path: [name] }] = own;
    issues.push(first);
    return;
  }
  if (isThere || whenLeftOut === undefined || optout !== "optional") pass(own, issues);
  if (field !== undefined || isThere) output[name] = field;
}

export function union(options: readonly Schema[]) {
  return new Schema({ type: "union", options }, (value, issues) => {
    for (const option of options) {
      const own: Issue[] = [];
      const output = option._zod.run(value, own);
      if (own.length === 0) return output;
    }
    issues.push({ code: "invalid_union", path: [] });
    return value;
  });
}

/** By the first option that its field fits: of a valid value, that is the one. */
export function discriminatedUnion(discriminator: string, options: readonly Schema[]) {
  return new Schema({ type: "union", discriminator, options }, (value, issues) => {
    if (!isRecord(value)) {
      issues.push(wrongType("object"));
      return value;
    }
    const option = options.find((one) => {
      const field = (one._zod.def["shape"] as Shape)[discriminator];
      return field !== undefined && field.safeParse(value[discriminator]).success;
    });
    if (option) return option._zod.run(value, issues);
    issues.push({ code: "invalid_union", path: [discriminator] });
    return value;
  });
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (!isRecord(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export { catchOf as catch, defaultOf as _default };
