import { formatMoney } from "../domain/money.js";
import type { LeaseFailure, LedgerProblem, NotSentReason } from "./lease-failure.js";

/** What happened, for a request that never left. */
export const notSentWords: Record<NotSentReason, string> = {
  "name-lookup": "The provider's address could not be found.",
  refused: "The provider's address refused the connection.",
  "connect-timeout": "The provider's address did not answer.",
  tls: "No secure connection to the provider could be made.",
  proxy: "The proxy did not let the connection through.",
  cancelled: "It was cancelled before anything was sent.",
  "no-token": "No access token could be had from the provider.",
  interrupted: "Leaseline was closed before anything was sent.",
  "already-done": "Another window had done the same before anything was sent.",
};

/** What to do about a request that never left. */
export function notSentNext(reason: NotSentReason): string {
  switch (reason) {
    case "cancelled":
    case "interrupted":
      return "Start again when you are ready.";
    case "already-done":
      return "There is nothing left to do.";
    case "tls":
      return "Check the certificates of your network; the check cannot be switched off.";
    case "proxy":
      return "Check the proxy's address and its user name.";
    case "name-lookup":
    case "refused":
    case "connect-timeout":
    case "no-token":
      return "Check the network connection, then try again.";
  }
}

/** What happened, when no clear answer came. */
export function unclearWords({
  reason,
  status,
  detail,
}: Extract<LeaseFailure, { kind: "no-answer" | "outcome-unknown" }>): string {
  switch (reason) {
    case "timed-out":
      return "The provider did not answer in time.";
    case "connection-lost":
      return "The connection was lost before the provider's answer was complete.";
    case "too-large":
      return "The provider's answer was larger than any answer of its kind should be.";
    case "redirected":
      return "The provider's address sent us elsewhere, which is not followed.";
    case "not-json":
      return `The answer did not come from the provider's API: it was not JSON${status === null ? "" : ` (status ${status})`}. A proxy or a wrong address can cause this.`;
    case "unexpected-form":
      return `The provider's answer has an unexpected form${detail === null ? "" : ` (${detail})`}.`;
    case "other-number":
      return "The provider's answer is about another number.";
    case "empty-answer":
      return "The provider's answer is empty.";
    case "not-confirmed":
      return "The provider's answer does not say that it was done.";
    case "conflict":
      return "The provider says that the number is in use.";
    case "server-error":
      return `The provider's service failed${status === null ? "" : ` with status ${status}`}.`;
    case "rate-limited":
      return "The provider is receiving too many requests.";
    case "not-awaited":
      return "It was sent, and the waiting for the answer was stopped.";
    case "interrupted":
      return "Leaseline was closed before the provider's answer was written down.";
    case "ledger-damaged":
      return "The ledger was damaged, and no longer says how this ended.";
    case "not-seen":
      return "The provider has not shown the result of it yet.";
    case "not-held":
      return "The provider says that the account does not hold the number.";
  }
}

/** Why the ledger cannot be written, and what to do about it. */
export const ledgerWords: Record<
  LedgerProblem,
  { readonly happened: string; readonly next: string }
> = {
  "read-only": {
    happened: "The ledger cannot be written: its file or folder is read-only.",
    next: "Make the folder writable. Numbers can still be listed and looked at.",
  },
  full: {
    happened: "The ledger cannot be written: the disk is full.",
    next: "Free some space, then try again.",
  },
  busy: {
    happened: "The ledger is being written by another window for too long.",
    next: "Try again in a moment.",
  },
  "newer-version": {
    happened: "The ledger was written by a newer version of Leaseline.",
    next: "Update Leaseline in this window or on this machine, then try again.",
  },
  failed: {
    happened: "The ledger cannot be written.",
    next: "Check the disk that it is on, then try again.",
  },
};

/** Which limit would be broken, and by how much. */
export function overCapWords({
  cap,
  limit,
  would,
}: Extract<LeaseFailure, { kind: "over-cap" }>): string {
  const what = cap === "monthly" ? "a month for all numbers" : "for one lease";
  return limit === null
    ? `There is a limit on what is spent ${what}, and none in ${would.currency}; currencies are not converted.`
    : `It would come to ${formatMoney(would)} ${what}, and the limit is ${formatMoney(limit)}.`;
}

/** Why nothing can be leased before an account was read. */
export function unlistedWords({
  account,
  because,
}: Extract<LeaseFailure, { kind: "unlisted" }>): string {
  const whose =
    account === null ? "an account that is not connected here" : `the account “${account}”`;
  const why =
    because === "cap"
      ? "There is a monthly limit"
      : "The ledger lacks what was written last, as one that was restored does";
  return `${why}, and what ${whose} holds already could not be read.`;
}
