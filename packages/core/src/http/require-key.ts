import { LeaseError } from "../errors/lease-error.js";

/** A credential as it was given, without the white space that copying adds. @throws {LeaseError} `bad-input`. */
export function requireKey(value: unknown, field: string): string {
  // Whoever calls without types may have left it out.
  const key = typeof value === "string" ? value.trim() : "";
  // Anything else cannot stand in a header, and would fail with a message that quotes the key.
  if (/^[\x21-\x7e]{1,1000}$/.test(key)) return key;
  throw new LeaseError({
    kind: "bad-input",
    field,
    reason:
      key === ""
        ? `The ${field} is ${typeof value === "string" ? "empty" : "missing"}.`
        : `The ${field} holds characters that no key has, such as spaces.`,
  });
}
