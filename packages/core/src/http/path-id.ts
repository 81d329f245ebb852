import { badInput } from "../errors/lease-error.js";

/**
 * An id that a provider gave out, encoded as one step of a path: `""` or `".."` there would reach
 * another operation. @throws {LeaseError} `bad-input`.
 */
export function requirePathId(given: unknown, field: string): string {
  // eslint-disable-next-line no-control-regex -- they are what is refused
  if (typeof given === "string" && /^(?!\.{1,2}$)[^\u0000-\u0020\u007f]{1,200}$/.test(given))
    return encodeURIComponent(given);
  throw badInput(field, `The ${field} is no id.`);
}
