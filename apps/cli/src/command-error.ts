import { LeaseError, type LeaseFailure } from "@leaseline/core";

/** What goes wrong in this program itself, before or beside what the core does. Nothing was spent. */
export interface CommandFailure {
  readonly kind: (typeof kinds)[number];
  /** Whole sentences for a person. */
  readonly reason: string;
}

/** Thrown for a {@link CommandFailure}; told apart by `failure.kind`. */
export class CommandError extends Error {
  override readonly name = "CommandError";
  readonly failure: CommandFailure;

  constructor(failure: CommandFailure, options?: { readonly cause?: unknown }) {
    super(failure.reason, options);
    this.failure = failure;
  }
}

const kinds = [
  /** The command line cannot be carried out as it was typed. */
  "usage",
  "bad-config",
  /** Nobody has agreed to it: not asked, or answered with no. */
  "consent-missing",
  /** Not the price that `--expect-price` and what goes with it say. */
  "price-differs",
  /** There is no such account, or none at all. */
  "no-account",
  "bad-credentials",
  "keychain-unavailable",
  /** An operation of the account is not settled. */
  "unsettled",
  /** A file or a port of this machine cannot be used. */
  "io",
] as const;

export function usage(reason: string): CommandError {
  return new CommandError({ kind: "usage", reason });
}

/** Tells one of this program's own from one of the core's. */
export function isOwn(failure: LeaseFailure | CommandFailure): failure is CommandFailure {
  return kinds.some((kind) => kind === failure.kind);
}

/** The error that stands for a failure. */
export function errorOf(failure: LeaseFailure | CommandFailure): CommandError | LeaseError {
  return isOwn(failure) ? new CommandError(failure) : new LeaseError(failure);
}
