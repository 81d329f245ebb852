import { LeaseError } from "../../src/errors/lease-error.js";
import type { LeaseFailure } from "../../src/errors/lease-failure.js";

/** The error that the promise was rejected with. Anything but a {@link LeaseError} fails the test. */
export async function errorOf(promise: Promise<unknown>): Promise<LeaseError> {
  const error: unknown = await promise.then(
    () => new Error("expected a rejection"),
    (reason: unknown) => reason,
  );
  if (error instanceof LeaseError) return error;
  throw error;
}

/** The failure that the promise was rejected with. */
export async function failureOf(promise: Promise<unknown>): Promise<LeaseFailure> {
  return (await errorOf(promise)).failure;
}
