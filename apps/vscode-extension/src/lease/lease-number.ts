import {
  type E164,
  type LeaseClient,
  type LeaseConsent,
  type LeaseOptions,
  LeaseError,
  type LeaseFailure,
  type Ledger,
  type OperationResult,
  type Price,
  type Quote,
  type Wanted,
  failureOf,
  readMoney,
  spendRefusal,
} from "@leaseline/core";
import { type StoredAccount, accountTitle } from "../accounts/account.js";
import type { FollowUp } from "../operations/follow-up.js";
import { doubtsBeside, standingOf } from "../operations/held-number.js";
import type { LeaseActions } from "../prompts/lease-actions.js";
import type { Prompts } from "../prompts/prompts.js";
import { type SpendingLimits, capsOf } from "../spending/limits.js";
import { internationalNumber } from "../words/lease-words.js";
import { askForConnections } from "./connection-step.js";
import type { KeptTargets } from "./kept-targets.js";
import { statePrices } from "./state-prices.js";
import { leaseConfirmation, unknownPriceQuestion, wholePrice } from "./lease-confirmation.js";
import { showRequirements } from "./show-requirements.js";
import { tellLeaseFailed, tellResult } from "./lease-results.js";
import { translate } from "../words/translate.js";

export interface LeaseTools {
  readonly prompts: Prompts;
  /** The client that has the account, asked for at each step: accounts may change between two. */
  readonly client: () => Promise<LeaseClient>;
  /** This window's: what another session has sent was not leased from here, and there may be limits in it. */
  readonly ledger: Pick<Ledger, "session" | "caps">;
  readonly followUp: FollowUp;
  /** What numbers were connected to before. */
  readonly targets: KeptTargets;
  /** As they are set now: they may change under a question. */
  readonly limits: () => SpendingLimits;
  readonly actions: LeaseActions;
  /** Whether there is a question before the first one here. */
  readonly canGoBack: boolean;
  readonly locale?: string | undefined;
}

export type LeaseEnd = "leased" | "unknown" | "backed-out" | "back" | "failed";

/** The one way to a lease: reads the price, asks, and leases once. Resolves to how it was left. */
export async function leaseNumber(
  account: StoredAccount,
  number: E164,
  tools: LeaseTools,
): Promise<LeaseEnd> {
  const result = await askAndLease(account, number, tools);
  if (typeof result === "string") return result;
  // From here on the request has been carried out, or may have been: nothing that goes wrong below is a refusal.
  tellResult(result, number, { ...tools, session: tools.ledger.session });
  return result.kind === "committed" ? "leased" : "unknown";
}

async function askAndLease(
  account: StoredAccount,
  number: E164,
  tools: LeaseTools,
): Promise<OperationResult | "backed-out" | "back" | "failed"> {
  const { client, prompts, actions } = tools;
  const wanted = { kind: "lease", account: account.id, number } as const;
  try {
    capsOf(tools.limits());
    const standing = await standingOf(wanted, await client(), tools);
    if (standing?.kind === "result") return standing.result;
    if (standing) {
      prompts.tell(standing.notice);
      return "failed";
    }
    const read = async () => (await client()).quote(account.id, number);
    let quote = await prompts.progress(
      translate("Reading the price of {0}…", internationalNumber(number)),
      read,
    );
    const { targets, canGoBack } = tools;
    const purpose = { prompts, targets, canGoBack };
    const connected = await askForConnections(await client(), quote, purpose);
    if (connected.kind !== "answered") return connected.kind === "back" ? "back" : "backed-out";
    const connect = Object.fromEntries(connected.value.map(({ feature, id }) => [feature, id]));
    let before: Price | null = null;
    const asked = new Set<E164>();
    for (;;) {
      const consent = await agreed(quote, account, before, tools);
      if (!consent) return "backed-out";
      const result = await lease(quote, { ...consent, connect }, tools);
      if (result.kind === "unpriced" && result.held.length === 0) {
        if (consent.unknownPrice !== true) throw new LeaseError(result);
        // A limit was set under the question.
        continue;
      }
      if (result.kind === "unpriced") {
        const stated = await statePrices(await client(), prompts, asked);
        if (stated === null) return "backed-out";
        if (stated === 0) throw new LeaseError(result);
        continue;
      }
      if (result.kind !== "price-changed") {
        // Not before the provider has been asked: what it refuses is not offered again.
        targets.use(account.id, connected.value);
        return result;
      }
      // Nothing was sent. The new price has to be agreed to like the first one.
      before = quote.price;
      quote = await read();
    }
  } catch (error) {
    const failure = failureOf(error);
    // Somebody may have leased it here, while its price was asked for.
    const meanwhile = failure.kind === "number-taken" ? await told(wanted, tools) : null;
    if (meanwhile) return meanwhile;
    if (failure.kind === "requirements-missing") {
      await showRequirements(number, account, failure.requirements, prompts);
      return "backed-out";
    }
    tellLeaseFailed(failure, { account, number }, { actions, prompts });
    return "failed";
  }
}

/** What has become of the same request; null where nothing is known of it. */
async function told(wanted: Wanted, { client }: LeaseTools): Promise<OperationResult | null> {
  try {
    return await (await client()).standing(wanted);
  } catch {
    return null;
  }
}

/** The one place where a person agrees to a lease. @throws {LeaseError} `over-cap`, before anything is asked. */
async function agreed(
  quote: Quote,
  account: StoredAccount,
  before: Price | null,
  tools: LeaseTools,
): Promise<LeaseConsent | null> {
  const { prompts, client, ledger, locale } = tools;
  const now = await client();
  const spending = await now.spending();
  // The ledger decides when the price is reserved; nobody should be asked for what it would refuse.
  const sets = [capsOf(tools.limits()), await ledger.caps()];
  for (const set of sets) {
    const refusal = spendRefusal(quote.price, set, spending);
    if (refusal) throw new LeaseError({ kind: "over-cap", ...refusal });
  }
  const doubts = await doubtsBeside(now, quote.number);
  const context = {
    account: accountTitle(account),
    running: spending.running,
    caps: sets.flat(),
    doubts,
    before,
    locale,
  };
  const price = wholePrice(quote);
  if (price) return (await prompts.confirm(leaseConfirmation(quote, price, context))) ? {} : null;
  const typed = await prompts.type(unknownPriceQuestion(quote, context));
  if (typed.kind !== "answered") return null;
  const money = readMoney(typed.value);
  return { unknownPrice: money ? { setup: money, recurring: money, intervalMonths: 1 } : true };
}

async function lease(
  quote: Quote,
  options: LeaseOptions & LeaseConsent,
  tools: LeaseTools,
): Promise<OperationResult | { kind: "price-changed" } | Unpriced> {
  const { client, prompts, followUp } = tools;
  // One may have been changed under the question, and the client knows of none that cannot be understood.
  capsOf(tools.limits());
  try {
    return await prompts.progress(
      translate("Leasing {0}…", internationalNumber(quote.number)),
      () => followUp.during(quote.number, async () => (await client()).lease(quote, options)),
    );
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind === "price-changed" || failure.kind === "quote-expired")
      return { kind: "price-changed" };
    if (failure.kind === "unpriced") return failure;
    throw error;
  }
}

/** Nobody has said what numbers cost that are held, or this one. */
type Unpriced = Extract<LeaseFailure, { kind: "unpriced" }>;
