import {
  type LeaseFailure,
  type LedgerProblem,
  LeaseError,
  describeFailure,
  providers,
  spentBy,
} from "@leaseline/core";
import { CommandError, type CommandFailure, isOwn } from "../command-error.js";
import type { FailureRecord } from "../documents/records.js";
import { type ExitCode, exitCodeOf } from "../exit-codes.js";
import { locale } from "./words.js";

/** What was thrown, as it is told. Null for what is a defect and not a failure. */
export function toldFailure(
  error: unknown,
): { readonly record: FailureRecord; readonly exitCode: ExitCode } | null {
  if (!LeaseError.isInstance(error) && !(error instanceof CommandError)) return null;
  return { record: failureRecord(error.failure), exitCode: exitCodeOf(error.failure) };
}

export function failureRecord(failure: LeaseFailure | CommandFailure): FailureRecord {
  const { kind } = failure;
  return isOwn(failure)
    ? { kind, message: withoutKeys(failure.reason), spent: "nothing" }
    : {
        kind,
        message: withoutKeys(sentences(failure)),
        spent: spentBy(failure),
        ...("by" in failure && failure.by && { by: failure.by }),
      };
}

const keyForms = providers.flatMap(({ keys }) => keys.flatMap(({ form }) => form ?? []));

/** A key that was typed where none belongs is not said again. */
function withoutKeys(text: string): string {
  return keyForms.reduce((left, form) => left.replace(form, "•••"), text);
}

function sentences(failure: LeaseFailure): string {
  const { happened, spent, next } = describeFailure(failure, undefined, locale);
  return `${happened} ${spent} ${nextHere(failure) ?? next}`;
}

/** What to do next, where it is another thing here than in the editor. */
function nextHere(failure: LeaseFailure): string | null {
  switch (failure.kind) {
    case "outcome-unknown":
      if (failure.reason === "record-lost")
        return "Run “leaseline list” to see whether the account holds the number before you lease it again.";
      // Nothing of it is open, so nothing looks it up.
      if (failure.reason === "shown-otherwise")
        return "Run “leaseline list”, which reads what the account holds, and then this command again. A number is leased anew once two lists in a row do not have it.";
      return "Run “leaseline reconcile” to have it looked up until it is known; nothing is sent again.";
    case "over-cap":
      return "Choose a cheaper number, release one, or raise the cap: “leaseline caps” shows which there are.";
    case "unpriced":
      return failure.held.length === 0
        ? "Choose a number with a price, or say with --count-as what this one counts as."
        : "“leaseline spend” names them. Say what each costs a month with “leaseline price”, and lease again.";
    case "not-leased":
      return "Run “leaseline list” to see what the accounts hold.";
    case "protected":
      return "Run “leaseline unprotect” with it first, if it may go.";
    case "in-progress":
      return "Run “leaseline operations” to see what is going on.";
    case "not-connected": {
      const id = failure.by.operation.slice(0, 8);
      return failure.by.holder === null
        ? `Run “leaseline reconcile” on a machine that has its keys. Where nobody will have them again: “leaseline abandon ${id} --without-keys”.`
        : `Wait for that to end, and run “leaseline reconcile” on a machine that has its keys.`;
    }
    case "ledger-unavailable":
      return ledgerNext[failure.reason] ?? null;
    case "not-sent":
      return failure.reason === "tls"
        ? "Set NODE_EXTRA_CA_CERTS to a file with your network's certificate; the check cannot be switched off."
        : null;
    case "unauthorized":
      return "Check the key in the provider's dashboard.";
    default:
      return null;
  }
}

const ledgerNext: { readonly [Reason in LedgerProblem]?: string } = {
  "read-only": "Make it writable, or set LEASELINE_HOME to a folder that is, then try again.",
  failed: "Check the disk that it is on, or set LEASELINE_HOME to another folder, then try again.",
  "half-moved":
    "“leaseline ledger status” says which one, and how it is finished. Until then numbers can be looked at only.",
  unreachable:
    "Check the database and the connection to it, then try again: “leaseline ledger status” says what is wrong. Numbers can still be listed and looked at.",
  "newer-version": "Update Leaseline on this machine, then try again.",
};
