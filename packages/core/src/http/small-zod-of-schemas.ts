// Those functions of small-zod.ts that make a schema of schemas.
import { type Issue, type Reading, refused, Schema, wrongType } from "./small-schema.js";

export const transform = (change: (value: unknown) => unknown) =>
  new Schema({ type: "transform", transform: change }, always(change), "optional");

/** Of one that refuses nothing. */
function always(read: Reading["read"]): Reading {
  return {
    read,
    why: () => {
      throw new Error("It was not refused.");
    },
  };
}

export function pipe(first: Schema, then: Schema) {
  const reading: Reading = {
    read: (value) => {
      const between = first.read(value);
      return between === refused ? refused : then.read(between);
    },
    why: (value) => {
      const between = first.read(value);
      return between === refused ? first.why(value) : then.why(between);
    },
  };
  const def = { type: "pipe", in: first, out: then };
  return new Schema(def, reading, first._zod.optin, then._zod.optout);
}

const optin = (inner: Schema) => (inner._zod.optin === "defaulted" ? "defaulted" : "optional");

export function optional(innerType: Schema) {
  const { read, why, _zod } = innerType;
  const isNone = (value: unknown) => value === undefined && _zod.optin !== "defaulted";
  const reading = { read: (value: unknown) => (isNone(value) ? value : read(value)), why };
  return new Schema({ type: "optional", innerType }, reading, optin(innerType), "optional");
}

export function nullable(innerType: Schema) {
  const { read, why, _zod } = innerType;
  const reading = { read: (value: unknown) => (value === null ? null : read(value)), why };
  return new Schema({ type: "nullable", innerType }, reading, _zod.optin, _zod.optout);
}

export const nullish = (inner: Schema) => optional(nullable(inner));

function catchOf(innerType: Schema, otherwise: unknown) {
  const reading = always((value) => {
    const output = innerType.read(value);
    return output === refused ? otherwise : output;
  });
  return new Schema({ type: "catch", innerType }, reading, optin(innerType), innerType._zod.optout);
}

function defaultOf(innerType: Schema, otherwise: unknown) {
  const { read, why } = innerType;
  const reading = {
    read: (value: unknown) => (value === undefined ? otherwise : read(value)),
    why,
  };
  return new Schema({ type: "default", innerType }, reading, "defaulted");
}

export function array(element: Schema) {
  const read = (value: unknown) => {
    if (!Array.isArray(value)) return refused;
    const items: readonly unknown[] = value;
    let copy: unknown[] | null = null;
    for (let index = 0; index < items.length; index += 1) {
      const item = element.read(items[index]);
      if (item === refused) return refused;
      if (item !== items[index]) copy ??= [...items];
      if (copy) copy[index] = item;
    }
    return copy ?? items;
  };
  const why = (value: unknown) => {
    if (!Array.isArray(value)) return wrongType("array");
    const index = value.findIndex((item) => element.read(item) === refused);
    return within(`${index}`, element.why(value[index]));
  };
  return new Schema({ type: "array", element }, { read, why });
}

/** Of what is inside of something else, the place in it is part of the path. */
export const within = (place: string, issue: Issue): Issue => ({
  ...issue,
  path: [place, ...issue.path],
});

export function union(options: readonly Schema[]) {
  const read = (value: unknown) => {
    for (const option of options) {
      const output = option.read(value);
      if (output !== refused) return output;
    }
    return refused;
  };
  const why = () => ({ code: "invalid_union", path: [] });
  return new Schema({ type: "union", options }, { read, why });
}

export { catchOf as catch, defaultOf as _default };
