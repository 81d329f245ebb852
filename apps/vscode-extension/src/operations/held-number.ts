import {
  type AccountId,
  type E164,
  type LeaseClient,
  type Operation,
  isOpen,
  openStates,
} from "@leaseline/core";
import { internationalNumber } from "../words/lease-words.js";
import { mayBe } from "../words/operation-words.js";
import { checkingWords } from "./verdicts.js";
import type { Notice, Prompts } from "../prompts/prompts.js";
import type { LeaseActions } from "../prompts/lease-actions.js";

/** The operation that holds a number against every other one; null when it is free. */
export async function heldBy(
  client: LeaseClient,
  account: AccountId,
  number: E164,
): Promise<Operation | null> {
  const [held] = await client.operations({ account, number, states: openStates });
  return held ?? null;
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
async function isLatest({ id, account, number }: Operation, client: LeaseClient): Promise<boolean> {
  const [latest] = await client.operations({ account, number });
  return latest?.id === id;
}

const lookEveryMs = 400;

/** Waits for what is being done with a number already, mostly by another window, and says so. */
export async function awaitOther(
  operation: Operation,
  client: LeaseClient,
  prompts: Prompts,
): Promise<Operation> {
  const done = operation.kind === "lease" ? "leased" : "released";
  const shown = internationalNumber(operation.number);
  return prompts.progress(`${shown} is being ${done} already; waiting for that…`, async () => {
    for (;;) {
      const found = await client.operations({
        account: operation.account,
        number: operation.number,
      });
      const now = found.find(({ id }) => id === operation.id) ?? operation;
      if (now.state !== "claimed" && now.state !== "sent") return now;
      // Does nothing where the other window lives; where it is gone, takes over from it.
      client.reconcile().catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
  });
}

/** Why a number is not leased or released now: something is being done with it already. */
export function heldNotice(operation: Operation, actions: LeaseActions): Notice {
  const shown = internationalNumber(operation.number);
  const twice =
    operation.kind === "lease"
      ? "It is not leased a second time until that is known."
      : "Nothing else is done with it until that is known.";
  const show = { label: "Show", run: actions.showView };
  switch (operation.state) {
    case "needs-attention":
      return {
        severity: "warning",
        text: `Whether ${shown} was ${operation.kind === "lease" ? "leased" : "released"} could not be found out. ${mayBe(operation)} ${twice}`,
        actions: [{ label: "Check Again", run: () => actions.checkAgain(operation) }, show],
      };
    case "accepted":
      return {
        severity: "information",
        text: `The provider has an order for ${shown} already, which it has yet to carry out. ${twice}`,
        actions: [show],
      };
    case "claimed":
    case "sent":
      return {
        severity: "information",
        text: `${shown} is being ${operation.kind === "lease" ? "leased" : "released"} already. ${twice}`,
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
