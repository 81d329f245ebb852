import * as fc from "fast-check";
import { type Json, changedAt, count, deep, isObject, withName } from "./json.js";

/** An answer of a provider's as it is on the wire. */
export interface Answer {
  readonly status: number;
  readonly bytes: Uint8Array;
}

/** A true answer, broken in one to four ways, or in its bytes as well, under any status. */
export function brokenAnswer(truths: readonly string[]): fc.Arbitrary<Answer> {
  return fc
    .record({
      truth: fc.constantFrom(...truths),
      edits: fc.array(edit, { maxLength: 4 }),
      corrupt: fc.oneof(
        { weight: 4, arbitrary: fc.constant(asItIs) },
        { weight: 1, arbitrary: inBytes },
      ),
      status: fc.oneof(
        { weight: 4, arbitrary: fc.constant(200) },
        {
          weight: 1,
          arbitrary: fc.constantFrom(
            201,
            202,
            204,
            301,
            400,
            401,
            402,
            403,
            404,
            408,
            409,
            422,
            429,
            500,
            503,
          ),
        },
      ),
    })
    .map(({ truth, edits, corrupt, status }) => {
      // What is left may be no JSON object any more, which is an answer, too.
      const broken = edits.reduce<Json>((value, apply) => apply(value), JSON.parse(truth) as Json);
      const text = JSON.stringify(broken).replaceAll('"@1e400"', "1e400");
      return { status, bytes: corrupt(new TextEncoder().encode(text)) };
    });
}

const strange: readonly Json[] = [
  null,
  true,
  0,
  -1,
  0.1,
  1e300,
  "@1e400",
  "",
  "0",
  "-2.00",
  "1e400",
  "NaN",
  "2.00",
  "EUR",
  "usd",
  "active",
  "available",
  "+13055559999",
  "+1٣055550100",
  "13055550100",
  "\u202e<img src=x>\u001b[31m\u0000",
  "\ud800",
  "x".repeat(20_000),
  [],
  {},
  deep(300),
  // Parsed, so that it is a name like any other.
  JSON.parse(
    '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
  ) as Json,
];

const value: fc.Arbitrary<Json> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...strange) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json> },
  { weight: 1, arbitrary: fc.string({ unit: "binary" }) },
);

const name = fc.constantFrom(
  "__proto__",
  "constructor",
  "toString",
  "data",
  "error",
  "number",
  "phoneNumber",
  "id",
  "lease_id",
  "nextPageToken",
);

type Edit = (whole: Json) => Json;

const edit: fc.Arbitrary<Edit> = fc
  .record({
    at: fc.nat(),
    value,
    name,
    kind: fc.constantFrom("replace", "remove", "add", "nest", "list", "rename", "twice"),
  })
  .map(({ at, value: put, name: named, kind }) => {
    return (whole: Json) => {
      const place = { left: at % (count(whole) + 1) };
      const change = (found: Json): Json | undefined => {
        switch (kind) {
          case "replace":
            return put;
          case "remove":
            return undefined;
          case "add":
            return isObject(found) ? withName(found, named, put) : put;
          case "nest":
            return withName({}, named, found);
          case "list":
            return [found];
          case "rename":
            return isObject(found)
              ? Object.fromEntries(Object.entries(found).map(([, one]) => [named, one]))
              : found;
          case "twice":
            return Array.isArray(found) ? [...(found as Json[]), ...(found as Json[])] : found;
        }
      };
      return changedAt(whole, place, change) ?? null;
    };
  });

type Corruption = (bytes: Uint8Array) => Uint8Array;

const asItIs: Corruption = (bytes) => bytes;

const inBytes: fc.Arbitrary<Corruption> = fc.oneof(
  fc.nat().map(
    (at): Corruption =>
      (bytes) =>
        bytes.subarray(0, at % (bytes.length + 1)),
  ),
  fc
    .tuple(fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 8 }))
    .map(([at, put]): Corruption => (bytes) => {
      const cut = at % (bytes.length + 1);
      return new Uint8Array([...bytes.subarray(0, cut), ...put, ...bytes.subarray(cut)]);
    }),
  fc.constant<Corruption>((bytes) => new Uint8Array([0xef, 0xbb, 0xbf, ...bytes])),
  fc.constant<Corruption>((bytes) => new Uint8Array([...bytes, ...bytes])),
);
