import type { AccountId, AccountIdentity } from "../domain/account.js";
import { type SpendCap, isWhole, spendGap, spendRefusal } from "../domain/spending.js";
import { spendingAt } from "./costs.js";
import type { Claim } from "./claim.js";
import type { OperationRequest } from "./operation.js";
import type { LedgerView, ListRecord } from "./store.js";

export interface Guarded {
  /** Of the accounts that the session leases with. */
  readonly connected: readonly AccountIdentity[];
  /** Those that it could not connect, or has not. */
  readonly unconnected: readonly AccountId[];
  /** The caller's caps, and the ledger's: each set has to hold by itself, so that the strictest decides. */
  readonly sets: readonly (readonly SpendCap[])[];
  readonly at: string;
}

/** What stands against a lease where something limits what may be spent; null when nothing does. */
export async function refusedSpending(
  view: LedgerView,
  { price, identity }: Pick<OperationRequest, "price" | "identity">,
  { connected, unconnected, sets, at }: Guarded,
): Promise<Claim | null> {
  const caps = sets.flat();
  const counted = { connected: [identity, ...connected], unconnected };
  if (caps.length === 0) return unlisted(view, counted, caps);
  const spending = await spendingAt(view, at);
  for (const set of sets) {
    const refusal = spendRefusal(price, set, spending);
    if (refusal) return { kind: "over-cap", refusal };
  }
  const gap = spendGap(price, caps, spending);
  // A list that is still to be read may say what the numbers cost that are held, and nothing of this one.
  if (gap && !isWhole(price)) return { kind: "unpriced", gap };
  return (await unlisted(view, counted, caps)) ?? (gap && { kind: "unpriced", gap });
}

/**
 * The accounts of which too little is known to lease anything: a monthly cap needs every account's list, and a ledger
 * that lost something may have lost a lease.
 */
async function unlisted(
  view: LedgerView,
  { connected, unconnected: [other] }: Pick<Guarded, "connected" | "unconnected">,
  caps: readonly SpendCap[],
): Promise<Claim | null> {
  const rewoundAt = await view.rewoundAt();
  const capped = caps.some(({ kind }) => kind === "monthly");
  if (!capped && rewoundAt === 0) return null;
  const lists = new Map((await view.lists()).map((one) => [one.list, one]));
  const missing = (does: (list: ListRecord) => boolean) =>
    [...new Set(connected)].filter((one) => {
      const list = lists.get(one);
      return !list || !does(list);
    });
  // What cannot be read of a list is told, and shows no number that this one may be.
  const lost = rewoundAt > 0 ? missing(({ position }) => position > rewoundAt) : [];
  if (lost.length > 0) return { kind: "unlisted", identities: lost, because: "rewound" };
  if (capped && other !== undefined) return { kind: "unconnected", account: other };
  // It may be one more that is paid for, though.
  const unread = capped ? missing(({ position, isWhole }) => position > 0 && isWhole) : [];
  return unread.length > 0 ? { kind: "unlisted", identities: unread, because: "cap" } : null;
}

/** In whatever order they are. */
export function sameCaps(some: readonly SpendCap[], others: readonly SpendCap[]): boolean {
  const said = (caps: readonly SpendCap[]) =>
    caps.map(({ kind, limit }) => `${kind} ${limit.currency} ${limit.amount}`).toSorted();
  return said(some).join() === said(others).join();
}
