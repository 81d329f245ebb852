import type { AccountId, ProviderId } from "../domain/account.js";
import type { Price } from "../domain/price.js";
import type { Requirement } from "../domain/offer.js";
import type { SpendGap, SpendRefusal } from "../domain/spending.js";
import type { Reason } from "../domain/translate.js";
import type { LedgerProblem } from "./ledger-problem.js";
import type { NotSentReason, UnclearReason } from "./reasons.js";

/** An operation that holds a number. */
export interface InTheWay {
  /** Its id, as `Operation.id`. */
  readonly operation: string;
  /** The account's name where the operation was begun. */
  readonly account: AccountId;
  /** The session that is working on it, see `LedgerSession.holder`. Null when that session has ended. */
  readonly holder: string | null;
  /** ISO 8601, when it was begun. */
  readonly since: string;
}

/**
 * Everything that can go wrong, as one closed union. Told apart by `kind`, never by a message.
 * It holds no credential and no phone number, so it can be printed and stored.
 */
export type LeaseFailure =
  /** An argument or setting is invalid; `field` names it, and `reason` says why. Nothing was sent. */
  | ({ readonly kind: "bad-input"; readonly field: string } & Reason)
  /** The provider does not accept the credentials. */
  | { readonly kind: "unauthorized" }
  /** The account may not do this; `reason` is the provider's own text, redacted. `agreementUrl`: an agreement that a person has to accept first. */
  | {
      readonly kind: "forbidden";
      readonly reason: string | null;
      readonly agreementUrl: string | null;
      readonly requestId?: string;
    }
  /** The account's balance is too low. */
  | { readonly kind: "insufficient-funds" }
  /** Somebody else has the number, or the provider no longer offers it. */
  | {
      readonly kind: "number-taken";
      /** The name of the account that holds it, if the ledger knows one. */
      readonly heldBy?: AccountId;
    }
  /** The account does not hold the number. */
  | { readonly kind: "not-leased" }
  /** The price differs from the quote: a new quote has to be agreed to. */
  | {
      readonly kind: "price-changed";
      readonly quoted: Price | null;
      readonly current: Price | null;
    }
  /** The provider gave no price, so there is nothing to agree to. */
  | { readonly kind: "price-unknown" }
  /** The quote is too old to spend on. */
  | { readonly kind: "quote-expired" }
  /** The provider asks for something that is not there yet, such as documents. */
  | { readonly kind: "requirements-missing"; readonly requirements: readonly Requirement[] }
  /** Another operation on the same number is still open, and this one cannot join it; `by` names it, if it is in this ledger. */
  | { readonly kind: "in-progress"; readonly by?: InTheWay }
  /** The operation belongs to an account that is not connected here; `provider` is null if the ledger does not know it. */
  | { readonly kind: "not-connected"; readonly provider: ProviderId | null; readonly by: InTheWay }
  /** It would exceed a spending limit. */
  | ({ readonly kind: "over-cap" } & SpendRefusal)
  /**
   * An account's list has to be read first and could not be; `failure` says why, if it was tried. It is needed for a
   * monthly limit (`cap`), because the ledger has lost its latest writes (`rewound`), or because the number is held
   * under what may be a former key of the account (`key-replaced`). `account` is null if its name is not known here.
   * `rewound` with an account and no `failure`: it was read, but too soon after the loss to know of all requests.
   */
  | {
      readonly kind: "unlisted";
      readonly because: "cap" | "rewound" | "key-replaced";
      readonly account: AccountId | null;
      readonly failure: LeaseFailure | null;
    }
  /** A spending limit cannot be checked: see {@link SpendGap}. */
  | ({ readonly kind: "unpriced" } & SpendGap)
  /** The number is now leased under another lease than the one to be released. */
  | { readonly kind: "lease-changed" }
  /** The number is protected from being released. */
  | { readonly kind: "protected" }
  /** It could not be written down, and what is not written down is not sent. */
  | { readonly kind: "ledger-unavailable"; readonly reason: LedgerProblem }
  /** The provider refused, in its documented format: `status` is of HTTP, `reason` its own text, redacted, `field` what it objects to. */
  | {
      readonly kind: "rejected";
      readonly status: number;
      readonly reason: string | null;
      readonly field: string | null;
      readonly requestId?: string;
    }
  /** It provably never left this machine. */
  | { readonly kind: "not-sent"; readonly reason: NotSentReason }
  /** A read got no clear answer. `retryAfterMs`: how long the provider asks to be left alone; null when it does not say. */
  | (Unclear & { readonly kind: "no-answer"; readonly retryAfterMs: number | null })
  /** A lease or release got no clear answer: it may have been carried out. It is never repeated. */
  | (Unclear & { readonly kind: "outcome-unknown" })
  /** The caller's signal was aborted before anything was sent that may cost money. */
  | { readonly kind: "cancelled" }
  /** An internal error, or one in an adapter; `detail` names it. Nothing was sent. */
  | { readonly kind: "defect"; readonly detail: string };

/** What is known about an unclear answer. */
export interface Unclear {
  readonly reason: UnclearReason;
  /** The HTTP status, when there was one. */
  readonly status: number | null;
  /** What was wrong with the answer: field names, never their values. */
  readonly detail: string | null;
  /** The provider's id of the request, by which its support can find it, if it gave one. */
  readonly requestId?: string;
}

/** Whether money may have been spent: by this request, or by another operation on the number. */
export function spentBy(failure: LeaseFailure): "nothing" | "unknown" {
  const { kind } = failure;
  if (kind === "unlisted" && failure.because === "key-replaced") return "unknown";
  return ["outcome-unknown", "in-progress", "not-connected"].includes(kind) ? "unknown" : "nothing";
}

/** Whether it is of the keys, or of what they may do: no later read helps. */
export function refusesAccess({ kind }: LeaseFailure): boolean {
  return kind === "unauthorized" || kind === "forbidden";
}

/** Whether the ledger has lost the operation's record. */
export function saysRecordLost(failure: LeaseFailure | null): boolean {
  return failure?.kind === "outcome-unknown" && failure.reason === "record-lost";
}

/** An unknown outcome, with nothing but a reason, and at most what says more of it. */
export function outcomeUnknown(
  reason: UnclearReason,
  detail: string | null = null,
): Extract<LeaseFailure, { readonly kind: "outcome-unknown" }> {
  return { kind: "outcome-unknown", reason, status: null, detail };
}

/** The same of a read. */
export function noAnswer(
  reason: UnclearReason,
  detail: string | null = null,
): Extract<LeaseFailure, { readonly kind: "no-answer" }> {
  return { kind: "no-answer", reason, status: null, detail, retryAfterMs: null };
}
