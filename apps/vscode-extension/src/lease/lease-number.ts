import {
  type E164,
  type LeaseClient,
  type LeaseOptions,
  type Price,
  type Quote,
  type Settled,
  failureOf,
  totalsByCurrency,
} from "@leaseline/core";
import type { StoredAccount } from "../accounts/account.js";
import { accountTitle } from "../accounts/account.js";
import { type LeaseList } from "../leases-view/lease-list.js";
import { internationalNumber } from "../leases-view/lease-words.js";
import { monthlyCosts } from "../leases-view/tree.js";
import type { Prompts } from "../prompts/prompts.js";
import { askForConnections } from "./connection-step.js";
import { leaseConfirmation } from "./lease-confirmation.js";
import { type LeaseActions, tellLeaseFailed, tellSettled } from "./lease-results.js";

export interface LeaseTools {
  readonly prompts: Prompts;
  readonly client: LeaseClient;
  readonly list: LeaseList;
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

async function askAndLease(
  account: StoredAccount,
  number: E164,
  tools: LeaseTools,
): Promise<Settled | "backed-out" | "failed"> {
  const { client, prompts } = tools;
  try {
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

async function connections(
  quote: Quote,
  { client, prompts }: LeaseTools,
): Promise<LeaseOptions["connect"] | null> {
  const provider = client.accounts.find(({ account }) => account === quote.account);
  if (!provider) return {};
  const answer = await askForConnections(provider, quote.offer.features, prompts);
  return answer.kind === "answered" ? answer.value : null;
}

function agreed(
  quote: Quote,
  account: StoredAccount,
  before: Price | null,
  { prompts, list, locale }: LeaseTools,
): Promise<boolean> {
  const monthlyTotals = totalsByCurrency(monthlyCosts(list.leases));
  return prompts.confirm(
    leaseConfirmation(quote, { account: accountTitle(account), monthlyTotals, before, locale }),
  );
}

async function lease(
  quote: Quote,
  connect: LeaseOptions["connect"],
  { client, prompts }: LeaseTools,
): Promise<Settled | { kind: "price-changed" }> {
  try {
    return await prompts.progress(`Leasing ${internationalNumber(quote.number)}…`, () =>
      client.lease(quote, { connect }),
    );
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind === "price-changed" || failure.kind === "quote-expired")
      return { kind: "price-changed" };
    throw error;
  }
}
