import { jsonSchema } from "./json-schema.js";

/** As much of JSON Schema as {@link jsonSchema} has. */
interface Schema {
  readonly $ref?: string;
  readonly anyOf?: readonly Schema[];
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly string[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly description?: string;
}

/** What `--json` writes, for the README: a line for each command, and one for each kind of record. */
export function documentLines(): Readonly<
  Record<"documents" | "records", readonly (readonly string[])[]>
> {
  // A name in capitals is a record's, any other a command's.
  const all = Object.entries(jsonSchema().$defs as Readonly<Record<string, Schema>>);
  const isRecord = ([name]: readonly [string, Schema]) => /^[A-Z]/.test(name);
  return {
    documents: all
      .filter((one) => !isRecord(one))
      .map(([name, schema]) => [
        name === "failure" ? "any failure" : `\`${name.replace("-", " ")}\``,
        `\`${words(schema)}\``,
      ]),
    records: all
      .filter(isRecord)
      .map(([name, { properties = {}, description = "" }]) => [
        `\`${name}\``,
        Object.keys(properties).join(", "),
        description,
      ]),
  };
}

function words(schema: Schema): string {
  const { $ref, anyOf, const: only, enum: some, items, properties, required = [] } = schema;
  if ($ref) return $ref.replace("#/$defs/", "");
  if (anyOf) return [...new Set(anyOf.map(words))].join(" or ");
  if (only !== undefined) return JSON.stringify(only);
  if (some) return some.map((one) => JSON.stringify(one)).join(" or ");
  if (items) return `[${words(items)}]`;
  if (!properties) return [schema.type].flat().join(" or ");
  const fields = Object.entries(properties).map(
    ([name, field]) => `${name}${required.includes(name) ? "" : "?"}: ${words(field)}`,
  );
  return `{ ${fields.join(", ")} }`;
}
