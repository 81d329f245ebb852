import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { documents, failed } from "../../src/documents/documents.js";

const published = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../leaseline.schema.json"), "utf8"),
);

/**
 * What a command wrote, held against what is published, and against the same without leave for further fields.
 * @param words - of the command line. One that is no command's can only have failed.
 * @throws what zod throws.
 */
export function heldToSchema(words: readonly string[], written: unknown): Record<string, unknown> {
  const name = Object.keys(documents).find((command) =>
    command.split(" ").every((word, index) => words[index] === word),
  );
  const documented =
    name === undefined ? [failed] : [documents[name as keyof typeof documents], failed];
  z.fromJSONSchema({
    $schema: published.$schema,
    $defs: published.$defs,
    anyOf: [name ?? "failure", "failure"].map((id) => ({
      $ref: `#/$defs/${id.replace(" ", "-")}`,
    })),
  }).parse(written);
  return z.union(documented).parse(written);
}
