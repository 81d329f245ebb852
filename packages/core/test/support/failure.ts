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

/** Of several at once: one that fails while another is waited for would end the run. */
export function failuresOf(promises: readonly Promise<unknown>[]): Promise<LeaseFailure[]> {
  return Promise.all(promises.map((promise) => failureOf(promise)));
}

/** The failure that the promise was rejected with. */
export async function failureOf(promise: Promise<unknown>): Promise<LeaseFailure> {
  return (await errorOf(promise)).failure;
}

/** What the work throws. One that throws nothing fails the test. */
export function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error("expected it to throw");
}
