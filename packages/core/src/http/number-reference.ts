import { type E164, toE164 } from "../domain/phone-number.js";
import { LeaseError, badInput } from "../errors/lease-error.js";
import { unclear } from "./send.js";

/**
 * The number that a caller means, before it becomes part of a path: `""` or `"leases"` there would
 * reach another operation.
 * @param field - what the caller calls it.
 * @throws {LeaseError} `bad-input`.
 */
export function requireE164(given: unknown, field = "number"): E164 {
  const number = typeof given === "string" ? toE164(given) : null;
  if (number) return number;
  throw badInput(
    field,
    `The ${field} has to be in E.164 form: + and 2 to 15 digits, such as +12025550134.`,
  );
}

/** An answer that names another number than was asked about proves nothing about ours. */
export function requireSameNumber(answered: string, asked: E164, effect: "read" | "write"): void {
  if (answered === asked) return;
  throw new LeaseError(unclear(effect, "other-number"));
}
