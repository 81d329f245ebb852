import { phrase } from "../domain/translate.js";
import { badInput } from "../errors/lease-error.js";

/** A credential as it was given, without the white space that copying adds. @throws {LeaseError} `bad-input`. */
export function requireKey(value: unknown, field: string): string {
  // Whoever calls without types may have left it out.
  const key = typeof value === "string" ? value.trim() : "";
  // Anything else cannot stand in a header, and would fail with a message that quotes the key.
  if (/^[\x21-\x7e]{1,1000}$/.test(key)) return key;
  if (typeof value !== "string") throw badInput(field, phrase("The {0} is missing."), field);
  throw badInput(
    field,
    key === ""
      ? phrase("The {0} is empty.")
      : phrase("The {0} contains characters that no key has, such as spaces."),
    field,
  );
}
