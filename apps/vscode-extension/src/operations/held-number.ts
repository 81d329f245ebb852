import {
  type E164,
  type LeaseClient,
  type LeaseFailure,
  type Operation,
  type OperationResult,
  type Wanted,
  isOpen,
  openStates,
} from "@leaseline/core";
import type { LeaseActions } from "../prompts/lease-actions.js";
import type { Notice, Prompts } from "../prompts/prompts.js";
import { internationalNumber } from "../words/lease-words.js";
import { mayBe, notFoundOut } from "../words/operation-words.js";
import { describeFailure, translate } from "../words/translate.js";
import { attentionActions, checkingWords } from "./verdicts.js";

/** What stands against a request before anybody is asked about it; null when nothing does. */
export type Standing =
  /** It has been done, or an order for it taken. */
  | { readonly kind: "result"; readonly result: OperationResult }
  /** Something has the number, and nobody knows yet what becomes of that. */
  | { readonly kind: "held"; readonly notice: Notice };

/**
 * Looks into the ledger before anything else. What is on its way, mostly from another window, is waited for, and
 * the person is told so.
 * @throws {LeaseError} what that was refused with, as this request would be.
 */
export async function standingOf(
  wanted: Wanted,
  client: LeaseClient,
  { prompts, actions }: { readonly prompts: Prompts; readonly actions: LeaseActions },
): Promise<Standing | null> {
  const { number, kind } = wanted;
  const [held] = await client.operations({ number, states: openStates });
  const reachable = client.accounts.some(
    ({ id, identity }) =>
      identity === held?.identity || (held?.identity === null && id === held.account),
  );
  // On its way: the same request is waited for, and another one told who is at it.
  const isOnItsWay = held?.state === "claimed" || held?.state === "sent";
  if (held && !isOnItsWay) return { kind: "held", notice: heldNotice(held, actions, reachable) };
  const shown = internationalNumber(number);
  const text = held?.kind === kind ? waitingWords(wanted) : translate("Looking up {0}…", shown);
  const result = await prompts.progress(text, () => client.standing(wanted));
  if (result?.kind !== "unknown") return result && { kind: "result", result };
  const { operation, failure } = result;
  return {
    kind: "held",
    notice: isOpen(operation) ? heldNotice(operation, actions) : doneNotice(operation, failure),
  };
}

/** Other numbers that may have been leased: to lease one more may be to pay for both. */
export interface Doubts {
  /** Nobody knows whether. */
  readonly unknown: readonly E164[];
  /** Looked for and not seen, a short while ago. */
  readonly unseen: readonly E164[];
}

const shortWhileMs = 60 * 60_000;

export async function doubtsBeside(client: LeaseClient, number: E164): Promise<Doubts> {
  const doubtful = await client.operations({
    states: ["unknown", "needs-attention", "abandoned", "absent"],
  });
  // The time of day decides what is said here, and nothing else.
  const since = new Date(Date.now() - shortWhileMs).toISOString();
  const unknown = new Set<E164>();
  const unseen = new Set<E164>();
  for (const one of doubtful) {
    if (one.kind !== "lease" || one.number === number) continue;
    if (!isOpen(one) && (one.changedAt < since || !(await isLatest(one, client)))) continue;
    (one.state === "absent" ? unseen : unknown).add(one.number);
  }
  return { unknown: [...unknown], unseen: [...unseen] };
}

/** What was done with the number later has an outcome of its own. */
async function isLatest({ id, number }: Operation, client: LeaseClient): Promise<boolean> {
  const [latest] = await client.operations({ number, limit: 1 });
  return latest?.id === id;
}

/** Why a number is not leased or released now: something is being done with it already. */
function heldNotice(operation: Operation, actions: LeaseActions, reachable = true): Notice {
  const shown = internationalNumber(operation.number);
  const leased = operation.kind === "lease";
  const twice = leased
    ? translate("It is not leased a second time until that is known.")
    : translate("Nothing else is done with it until that is known.");
  const show = { label: translate("Show"), run: actions.showView };
  switch (operation.state) {
    case "needs-attention":
      return {
        severity: "warning",
        text: `${notFoundOut(operation)} ${mayBe(operation)} ${twice}`,
        actions: attentionActions(operation, actions, reachable),
      };
    case "accepted":
      return {
        text: `${translate("The provider already has an order for {0}, and has not carried it out yet.", shown)} ${twice}`,
        actions: [show],
      };
    case "claimed":
    case "sent":
      return {
        text: `${leased ? translate("{0} is being leased already.", shown) : translate("{0} is being released already.", shown)} ${twice}`,
        actions: [show],
      };
    default:
      return {
        severity: "warning",
        text: `${checkingWords(operation)} ${mayBe(operation)} ${twice}`,
        actions: [show],
      };
  }
}

function waitingWords({ kind, number }: Wanted): string {
  const shown = internationalNumber(number);
  return kind === "lease"
    ? translate("{0} is being leased already; waiting for that…", shown)
    : translate("{0} is being released already; waiting for that…", shown);
}

/** It was done once, and what the provider shows now does not fit. */
function doneNotice({ kind, number }: Operation, failure: LeaseFailure): Notice {
  const shown = internationalNumber(number);
  const done =
    kind === "lease"
      ? translate("{0} was leased with Leaseline before.", shown)
      : translate("{0} was released with Leaseline before.", shown);
  const { happened, spent } = describeFailure(failure);
  return {
    severity: "warning",
    text: `${done} ${happened} ${spent} ${translate("Choose Refresh, and look at what the account holds.")}`,
  };
}
