import {
  type E164,
  type LeaseClient,
  type LeaseOptions,
  LeaseError,
  type OperationResult,
  type Price,
  type Quote,
  failureOf,
  spendRefusal,
} from "@leaseline/core";
import type { StoredAccount } from "../accounts/account.js";
import { accountTitle } from "../accounts/account.js";
import type { LeaseList } from "../leases-view/lease-list.js";
import { internationalNumber } from "../words/lease-words.js";
import type { FollowUp } from "../operations/follow-up.js";
import type { LeaseActions } from "../prompts/lease-actions.js";
import type { Prompts } from "../prompts/prompts.js";
import type { SpendingLimits } from "../spending/limits.js";
import { askForConnections } from "./connection-step.js";
import { awaitOther, heldBy, heldNotice, doubtsBeside } from "../operations/held-number.js";
import { leaseConfirmation, unknownPriceQuestion, wholePrice } from "./lease-confirmation.js";
import { tellLeaseFailed, tellSettled } from "./lease-results.js";

export interface LeaseTools {
  readonly prompts: Prompts;
  readonly client: LeaseClient;
  readonly list: LeaseList;
  readonly followUp: FollowUp;
  readonly limits: SpendingLimits;
  readonly actions: LeaseActions;
  readonly locale?: string | undefined;
}

/** The one way to a lease: reads the price, asks, and leases once. Resolves to how it was left. */
export async function leaseNumber(
  account: StoredAccount,
  number: E164,
  tools: LeaseTools,
): Promise<"leased" | "unknown" | "backed-out" | "failed"> {
  const result = await askAndLease(account, number, tools);
  if (result === "backed-out" || result === "failed") return result;
  // From here on the request has been carried out, or may have been: nothing that goes wrong below is a refusal.
  tellSettled(result, number, tools);
  await tools.list.load();
  return result.kind === "committed" ? "leased" : "unknown";
}

type Joined = { readonly joined: boolean };

async function askAndLease(
  account: StoredAccount,
  number: E164,
  tools: LeaseTools,
): Promise<(OperationResult & Joined) | "backed-out" | "failed"> {
  const { client, prompts, limits } = tools;
  try {
    if (limits.kind === "unusable") throw new LeaseError(limits.failure);
    const other = await joinOther(account, number, tools);
    if (other) return other;
    let quote = await prompts.progress(`Reading the price of ${internationalNumber(number)}…`, () =>
      client.quote(account.id, number),
    );
    const connect = await connections(quote, tools);
    if (!connect) return "backed-out";
    let before: Price | null = null;
    for (;;) {
      if (!(await agreed(quote, account, before, tools))) return "backed-out";
      const result = await lease(quote, connect, tools);
      if (result.kind !== "price-changed") return result;
      // Nothing was sent. The new price has to be agreed to like the first one.
      before = quote.price;
      quote = await client.quote(account.id, number);
    }
  } catch (error) {
    tellLeaseFailed(failureOf(error), number, tools.actions, prompts);
    return "failed";
  }
}

/** A number on which something is being done already is not asked about: that is waited for, or told. */
async function joinOther(
  account: StoredAccount,
  number: E164,
  { client, prompts, actions }: LeaseTools,
): Promise<(OperationResult & Joined) | "failed" | null> {
  const held = await heldBy(client, account.id, number);
  if (!held) return null;
  const operation = await awaitOther(held, client, prompts);
  switch (operation.state) {
    case "committed":
      // After a release the number is free for this lease.
      if (operation.kind !== "lease" || !operation.lease) return null;
      return {
        kind: "committed",
        operation,
        lease: operation.lease,
        how: operation.how ?? "seen",
        already: false,
        costsMore: false,
        joined: true,
      };
    case "unknown":
    case "needs-attention":
    case "accepted":
      prompts.tell(heldNotice(operation, actions));
      return "failed";
    default:
      return null;
  }
}

async function connections(
  quote: Quote,
  { client, prompts }: LeaseTools,
): Promise<LeaseOptions["connect"] | null> {
  const provider = client.accounts.find(({ id }) => id === quote.account);
  if (!provider) return {};
  const answer = await askForConnections(provider, quote.offer.features, prompts);
  return answer.kind === "answered" ? answer.value : null;
}

/** The one place where a person agrees to a lease. @throws {LeaseError} `over-cap`, before anything is asked. */
async function agreed(
  quote: Quote,
  account: StoredAccount,
  before: Price | null,
  { prompts, client, limits, locale }: LeaseTools,
): Promise<boolean> {
  const caps = limits.kind === "set" ? limits.caps : [];
  const spending = await client.spending();
  // The ledger decides when the price is reserved; nobody should be asked for what it would refuse.
  const refusal = spendRefusal(quote.price, caps, spending);
  if (refusal) throw new LeaseError({ kind: "over-cap", ...refusal });
  const doubts = await doubtsBeside(client, quote.number);
  const context = {
    account: accountTitle(account),
    monthlyTotals: spending.running,
    caps,
    doubts,
    before,
    locale,
  };
  const price = wholePrice(quote);
  if (price) return prompts.confirm(leaseConfirmation(quote, price, context));
  return (await prompts.type(unknownPriceQuestion(quote, context))).kind === "answered";
}

async function lease(
  quote: Quote,
  connect: LeaseOptions["connect"],
  { client, prompts, followUp }: LeaseTools,
): Promise<(OperationResult & Joined) | { kind: "price-changed" }> {
  const unknownPrice = wholePrice(quote) === null;
  try {
    return await prompts.progress(`Leasing ${internationalNumber(quote.number)}…`, () =>
      followUp.during(quote, () => client.lease(quote, { connect, unknownPrice })),
    );
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind === "price-changed" || failure.kind === "quote-expired")
      return { kind: "price-changed" };
    throw error;
  }
}
