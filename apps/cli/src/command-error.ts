/** What goes wrong in this program itself, before or beside what the core does. Nothing was spent. */
export interface CommandFailure {
  readonly kind:
    /** The command line cannot be carried out as it was typed. */
    | "usage"
    | "bad-config"
    /** Nobody has agreed to it: not asked, or answered with no. */
    | "consent-missing"
    /** Not the price that `--expect-price` and what goes with it say. */
    | "price-differs"
    /** There is no such account, or none at all. */
    | "no-account"
    | "bad-credentials"
    | "keychain-unavailable"
    /** An operation of the account is not settled. */
    | "unsettled"
    /** A file or a port of this machine cannot be used. */
    | "io";
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
