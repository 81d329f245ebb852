import { globSync } from "node:fs";
import { join, sep } from "node:path";
import { build } from "esbuild";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import * as inSmall from "#zod";
import { nearly } from "../../test/support/values-of-schema.js";

// Every schema of the package is made twice: with what the package has in the place of zod, and with zod itself.

type Named = readonly (readonly [name: string, schema: z.ZodMiniType])[];
const providers = join(import.meta.dirname, "..", "providers");
const files = globSync("*/*.ts", { cwd: providers })
  .filter((file) => !file.endsWith(".test.ts"))
  .map((file) => file.replaceAll(sep, "/"))
  .toSorted();
const small = schemasOf(
  await Promise.all(files.map((file) => import(join(providers, file)) as Promise<object>)),
);
const { zod, ...modules } = await withZod();
const own = schemasOf(files.map((_, index) => modules[`of${index}`] ?? never()));

describe("what there is in the place of zod", () => {
  it("knows every schema", () => {
    expect(own.length).toBeGreaterThan(15);
    expect(small.map(([name]) => name)).toEqual(own.map(([name]) => name));
    for (const [name, schema] of own) expect(schema, name).toBeInstanceOf(zod.ZodMiniType);
    for (const [name, schema] of small) expect(schema, name).not.toBeInstanceOf(zod.ZodMiniType);
  });

  it.each(own.map(([name], index) => [name, index] as const))(
    "reads as zod does: %s",
    (_name, index) => {
      const [, schema] = own[index] ?? never();
      const [, other] = small[index] ?? never();
      const accepted = { times: 0 };
      fc.assert(
        fc.property(nearly(schema), (given) => {
          const text = JSON.stringify(given);
          const expected = told(z.safeParse(schema, JSON.parse(text)));
          expect(told(inSmall.safeParse(other, JSON.parse(text)))).toStrictEqual(expected);
          if (expected.success) accepted.times += 1;
        }),
        { numRuns: 300 },
      );
      expect(accepted.times).toBeGreaterThan(3);
    },
  );

  it("refuses a list of which more is wrong than a call takes arguments", () => {
    const list = inSmall.pipe(
      inSmall.array(inSmall.string()),
      inSmall.transform((all: string[]) => all),
    );
    const schema = inSmall.object({ a: list });
    const a = Array.from({ length: 200_000 }, () => 1);
    expect(told(inSmall.safeParse(schema, { a }))).toMatchObject({
      success: false,
      place: ["a", "0"],
    });
  });

  it("copies nothing that has the form already", () => {
    const schema = inSmall.object({
      items: inSmall.array(inSmall.object({ a: inSmall.string() })),
    });
    const value = { items: [{ a: "1" }, { a: "2" }] };
    expect(inSmall.parse(schema, value)).toBe(value);
  });

  it("leaves out what nobody asked for, wherever it stands", () => {
    const a = inSmall.object({ b: inSmall.string() });
    const text = '{"x":1,"a":{"__proto__":{"y":1},"b":"b","z":2},"c":3,"toString":4}';
    const read = inSmall.parse(inSmall.object({ a, c: inSmall.number() }), JSON.parse(text));
    expect(JSON.stringify(read)).toBe('{"a":{"b":"b"},"c":3}');
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
  });

  it("throws where zod does", () => {
    expect(() => inSmall.string().parse(1)).toThrow();
    expect(() => inSmall.parse(inSmall.string(), 1)).toThrow();
    expect(inSmall.string().parse("1")).toBe("1");
  });

  it.each<[string, (zod: typeof z) => z.ZodMiniType, readonly unknown[]]>([
    [
      "what stands for a field that is left out",
      (zod) =>
        zod.object({
          a: zod.pipe(
            zod.optional(zod.string()),
            zod.transform((text) => text ?? "none"),
          ),
          b: zod.string(),
        }),
      [{}, { b: "1" }, { a: "1", b: "1" }, { a: 1 }, { b: "1", c: 1 }],
    ],
    [
      "a number that JSON cannot hold",
      (zod) => zod.object({ a: zod.number() }),
      [JSON.parse('{"a":1e400}'), { a: 1e300 }],
    ],
    [
      "a default",
      (zod) => zod.object({ a: zod._default(zod.string(), "none") }),
      [{}, { a: "1" }, { a: 1 }],
    ],
    [
      "other fields",
      (zod) => zod.catchall(zod.object({ a: zod.string() }), zod.string()),
      [{ a: "1", b: "2" }, { a: "1", b: 2 }, { b: "2" }, JSON.parse('{"a":"1","__proto__":"2"}')],
    ],
    [
      "no other fields",
      (zod) => zod.strictObject({ a: zod.string() }),
      [
        { a: "1" },
        { a: "1", b: 2 },
        { a: 1, b: 2 },
        { b: 2 },
        JSON.parse('{"a":"1","__proto__":1}'),
      ],
    ],
    [
      "values by name",
      (zod) => zod.record(zod.string(), zod.string()),
      [{}, { a: "1" }, { a: 1 }, [], null, new Date(), JSON.parse('{"a":"1","__proto__":"1"}')],
    ],
    [
      "whole numbers",
      (zod) => zod.int().check(zod.minimum(0)),
      [0, 3, -1, 1.5, "1", 2 ** 53, Number.NaN],
    ],
    [
      "one of several forms",
      (zod) =>
        zod.discriminatedUnion("kind", [
          zod.object({ kind: zod.literal("a"), id: zod.string() }),
          zod.object({ kind: zod.enum(["b", "c"]) }),
        ]),
      [{ kind: "a", id: "1" }, { kind: "a" }, { kind: "c" }, { kind: "d" }, {}, null, []],
    ],
    [
      "what is unknown",
      (zod) => zod.object({ a: zod.unknown() }),
      [{}, { a: undefined }, { a: 1 }],
    ],
  ])("reads as zod does: %s", (_name, make, values) => {
    for (const value of values)
      expect(told(inSmall.safeParse(make(inSmall), value)), JSON.stringify(value)).toStrictEqual(
        told(z.safeParse(make(z), value)),
      );
  });
});

/** The same files over zod itself, apart from the modules that other tests have loaded. */
async function withZod(): Promise<{ readonly zod: typeof z } & Readonly<Record<string, object>>> {
  const { outputFiles } = await build({
    stdin: {
      contents: [
        'export * as zod from "zod/mini";',
        ...files.map((file, index) => `export * as of${index} from "./${file}";`),
      ].join("\n"),
      resolveDir: providers,
    },
    plugins: [
      {
        name: "zod-itself",
        setup(own) {
          own.onResolve({ filter: /^#zod$/ }, ({ kind, resolveDir }) =>
            own.resolve("zod/mini", { kind, resolveDir }),
          );
        },
      },
    ],
    bundle: true,
    format: "esm",
    platform: "browser",
    write: false,
  });
  const code = Buffer.from(outputFiles[0]?.contents ?? "").toString("base64");
  return import(`data:text/javascript;base64,${code}`) as ReturnType<typeof withZod>;
}

/** @param modules - one for each file. */
function schemasOf(modules: readonly object[]): Named {
  return files.flatMap((file, index) =>
    Object.entries(modules[index] ?? {})
      .filter(([, value]) => typeof value === "object" && value !== null && "_zod" in value)
      .map(([name, value]) => [`${file} ${name}`, value as z.ZodMiniType] as const)
      .toSorted(([one], [other]) => (one < other ? -1 : 1)),
  );
}

/** What is used of a reading: what came of it, or why it was refused. */
function told({ success, data = null, error }: Reading) {
  const [issue] = error?.issues ?? [];
  if (success || !issue) return { success, data, place: null, expected: null, keys: null };
  const expected = issue.code === "invalid_type" ? issue.expected : null;
  const keys = issue.code === "unrecognized_keys" ? issue.keys : null;
  return { success, data: null, place: issue.path.map(String), expected, keys };
}

interface Reading {
  readonly success: boolean;
  readonly data?: unknown;
  readonly error?: {
    readonly issues: readonly {
      readonly code: string;
      readonly path: readonly PropertyKey[];
      readonly expected?: unknown;
      readonly keys?: unknown;
    }[];
  };
}

function never(): never {
  throw new Error("there is none");
}
