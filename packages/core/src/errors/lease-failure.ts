import type { AccountId, ProviderId } from "../domain/account.js";
import type { Price } from "../domain/price.js";
import type { Requirement } from "../domain/requirement.js";
import type { SpendGap, SpendRefusal } from "../domain/spending.js";
import type { Reason } from "../domain/translate.js";
import type { LedgerProblem } from "./ledger-problem.js";

/** Why a request provably never left this machine. */
export type NotSentReason =
  | "name-lookup"
  | "refused"
  | "connect-timeout"
  | "tls"
  | "proxy"
  | "cancelled"
  | "no-token"
  /** No connection could be made: as many files are open as may be. */
  | "no-handles"
  /** Whoever was about to send it ended before it did. */
  | "interrupted"
  /** Another window had done the same meanwhile. */
  | "already-done"
  /** Another session has taken the number over meanwhile, or the ledger has lost that it was claimed. */
  | "claim-lost";

/** Why what came back, if anything did, is no clear answer. */
export type UnclearReason =
  | "timed-out"
  | "connection-lost"
  | "too-large"
  | "redirected"
  | "not-json"
  | "unexpected-form"
  | "other-number"
  /** A success that says nothing, not even which number it is about. */
  | "empty-answer"
  /** A success that says that what was asked for has not happened. */
  | "not-confirmed"
  | "conflict"
  | "server-error"
  | "rate-limited"
  /** It was sent, and the caller stopped waiting. */
  | "not-awaited"
  /** Whoever sent it ended before the answer was written down. */
  | "interrupted"
  /** The ledger was damaged, and no longer says how it ended. */
  | "ledger-damaged"
  /** The ledger has lost the record of it, as a database does that fails over. */
  | "record-lost"
  /** The provider said that it was done, and has not shown it since. */
  | "not-seen"
  /** What was to be released is not held, says the provider. */
  | "not-held";

/** An operation that holds a number. */
export interface InTheWay {
  readonly operation: string;
  /** What its account is called, by whoever began it. */
  readonly account: AccountId;
  /** Who is at it, as the ledger calls its sessions: see `LedgerSession`. Null when whoever began it has ended. */
  readonly holder: string | null;
  /** ISO 8601: when it was begun. */
  readonly since: string;
}

/**
 * Everything that can go wrong, as one closed union. Told apart by `kind`, never by a message.
 * It holds no credential and no phone number, so it can be printed and stored.
 */
export type LeaseFailure =
  /** The caller gave something that cannot be used. Nothing was sent. */
  | ({ readonly kind: "bad-input"; readonly field: string } & Reason)
  /** The provider does not accept the credentials. */
  | { readonly kind: "unauthorized" }
  /** The account may not do this; `agreementUrl` is what a person has to accept first, if that is why. */
  | {
      readonly kind: "forbidden";
      readonly reason: string | null;
      readonly agreementUrl: string | null;
      readonly requestId?: string;
    }
  | { readonly kind: "insufficient-funds" }
  /** Somebody else has the number, or the provider no longer offers it. */
  | {
      readonly kind: "number-taken";
      /** What the account is called that holds it, where the ledger knows of one. */
      readonly heldBy?: AccountId;
    }
  /** The account does not hold the number. */
  | { readonly kind: "not-leased" }
  /** The price is no longer the quoted one: a new quote has to be agreed to. */
  | {
      readonly kind: "price-changed";
      readonly quoted: Price | null;
      readonly current: Price | null;
    }
  /** The provider said no price, so there is nothing to agree to. */
  | { readonly kind: "price-unknown" }
  /** The quote is too old to spend on. */
  | { readonly kind: "quote-expired" }
  | { readonly kind: "requirements-missing"; readonly requirements: readonly Requirement[] }
  /** An operation on the same number is still open that this one cannot join; `by` says whose, where it is ours. */
  | { readonly kind: "in-progress"; readonly by?: InTheWay }
  /** What is to be given up is of an account that is not connected here; `provider` is null where the ledger does not say. */
  | { readonly kind: "not-connected"; readonly provider: ProviderId | null; readonly by: InTheWay }
  /** It would go beyond a limit that a person has set. */
  | ({ readonly kind: "over-cap" } & SpendRefusal)
  /**
   * What an account holds already could not be read, with `failure` where it was tried, and has to be: for a
   * monthly limit (`cap`), as the ledger has lost what was written last (`rewound`), or as the number is held with
   * a key that the account may have had before (`key-replaced`). `account` is null for one that is not connected here.
   */
  | {
      readonly kind: "unlisted";
      readonly because: "cap" | "rewound" | "key-replaced";
      readonly account: AccountId | null;
      readonly failure: LeaseFailure | null;
    }
  /** Something limits what may be spent, and it cannot be held: see {@link SpendGap}. */
  | ({ readonly kind: "unpriced" } & SpendGap)
  /** The number is leased under another lease than the one that was agreed to be released. */
  | { readonly kind: "lease-changed" }
  /** A person has said that the number must not be released. */
  | { readonly kind: "protected" }
  /** It could not be written down, and what is not written down is not sent. */
  | { readonly kind: "ledger-unavailable"; readonly reason: LedgerProblem }
  /** The provider refused, in its own documented form. */
  | {
      readonly kind: "rejected";
      readonly status: number;
      readonly reason: string | null;
      readonly field: string | null;
      readonly requestId?: string;
    }
  | { readonly kind: "not-sent"; readonly reason: NotSentReason }
  /** A read got no clear answer. `retryAfterMs` is when the provider wants to be asked again. */
  | (Unclear & { readonly kind: "no-answer"; readonly retryAfterMs: number | null })
  /** A lease or release got no clear answer: it may have been carried out. Never sent again by itself. */
  | (Unclear & { readonly kind: "outcome-unknown" })
  | { readonly kind: "cancelled" }
  /** Something in the program, or an adapter in it, does not work; `detail` names the error. Nothing was sent. */
  | { readonly kind: "defect"; readonly detail: string };

/** What is known of an answer that is none. */
export interface Unclear {
  readonly reason: UnclearReason;
  /** The HTTP status, when there was one. */
  readonly status: number | null;
  /** What was wrong with the answer: names of fields, never their contents. */
  readonly detail: string | null;
  /** What the provider calls the request, by which its support can find it; where it says so. */
  readonly requestId?: string;
}

/** Whether money may have been spent when this happened: by what was wanted, or by who is at the number already. */
export function spentBy(failure: LeaseFailure): "nothing" | "unknown" {
  const { kind } = failure;
  if (kind === "unlisted" && failure.because === "key-replaced") return "unknown";
  return ["outcome-unknown", "in-progress", "not-connected"].includes(kind) ? "unknown" : "nothing";
}

/** A reason that no later read will change by itself. */
export function isRefusal({ kind }: LeaseFailure): boolean {
  return kind === "unauthorized" || kind === "forbidden";
}

/** Whether the ledger does not have any more what was written down of it. */
export function saysRecordLost(failure: LeaseFailure | null): boolean {
  return failure?.kind === "outcome-unknown" && failure.reason === "record-lost";
}

/** An outcome that is not known, where no more is to be said than why. */
export function outcomeUnknown(
  reason: Extract<
    UnclearReason,
    | "not-awaited"
    | "interrupted"
    | "ledger-damaged"
    | "record-lost"
    | "not-seen"
    | "not-held"
    | "not-confirmed"
    | "other-number"
  >,
): LeaseFailure {
  return { kind: "outcome-unknown", reason, status: null, detail: null };
}
