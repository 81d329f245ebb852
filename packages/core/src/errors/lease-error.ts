import { type Template, reasonWith } from "../domain/translate.js";
import { describeFailure } from "./describe-failure.js";
import type { LeaseFailure } from "./lease-failure.js";

/** The same in every copy of this package that is loaded, of which a program may have several. */
const brand = Symbol.for("leaseline.LeaseError");

/** The one error that this package throws. Tell failures apart by `failure.kind`. */
export class LeaseError extends Error {
  override readonly name = "LeaseError";
  /** What went wrong. The message is one sentence about it, in English, and may change. */
  readonly failure: LeaseFailure;
  readonly [brand] = true;

  /** Adapters throw it as well. @param options - `cause`: the error that it came from. */
  constructor(failure: LeaseFailure, options?: { readonly cause?: unknown }) {
    super(describeFailure(failure).happened, options);
    this.failure = failure;
  }

  /** Whether it is one, also of another copy of this package, where `instanceof` says no. */
  static isInstance(error: unknown): error is LeaseError {
    return typeof error === "object" && error !== null && brand in error;
  }
}

/**
 * Something that a caller gave and that cannot be used.
 * @param template - why, as a sentence that is marked with `phrase`, and the values in it.
 */
export function badInput(field: string, ...template: Template): LeaseError {
  return new LeaseError({ kind: "bad-input", field, ...reasonWith(...template) });
}

/** The failure of a {@link LeaseError}; anything else is a defect and is thrown on. */
export function failureOf(error: unknown): LeaseFailure {
  if (LeaseError.isInstance(error)) return error.failure;
  throw error;
}

/** The same for a place from which only a {@link LeaseError} may come. */
export function toLeaseError(error: unknown): LeaseError {
  return LeaseError.isInstance(error)
    ? error
    : new LeaseError({ kind: "defect", detail: nameOf(error) }, { cause: error });
}

/** Why something that was tried did not go well, whatever it has thrown. */
export function reasonOf(error: unknown): LeaseFailure {
  return toLeaseError(error).failure;
}

/** Its name and nothing else: its message may hold anything. */
function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
