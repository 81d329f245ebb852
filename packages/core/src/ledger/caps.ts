import type { AccountIdentity } from "../domain/account.js";
import type { Price } from "../domain/price.js";
import { type SpendCap, type Spending, spendRefusal } from "../domain/spending.js";
import type { Claim } from "./ledger.js";
import type { LedgerView } from "./store.js";

/**
 * The accounts of which too little is known to lease anything: a monthly cap cannot be held by who has
 * not read what the accounts hold, and a ledger that lost something may have lost a lease.
 */
export async function unlisted(
  view: LedgerView,
  identities: readonly AccountIdentity[],
  sets: readonly (readonly SpendCap[])[],
): Promise<Claim | null> {
  const rewoundAt = await view.rewoundAt();
  const capped = sets.flat().some(({ kind }) => kind === "monthly");
  if (!capped && rewoundAt === 0) return null;
  const readAt = new Map<string, number>();
  for (const { list, position, readAt: at } of await view.lists())
    if (at !== null) readAt.set(list, position);
  const since = (position: number) =>
    [...new Set(identities)].filter((one) => (readAt.get(one) ?? 0) <= position);
  const lost = rewoundAt > 0 ? since(rewoundAt) : [];
  if (lost.length > 0) return { kind: "unlisted", identities: lost, because: "rewound" };
  const unread = capped ? since(0) : [];
  return unread.length > 0 ? { kind: "unlisted", identities: unread, because: "cap" } : null;
}

/** Each set has to hold by itself, so that the strictest decides. */
export function refusalFor(
  price: Price | null,
  sets: readonly (readonly SpendCap[])[],
  spending: Spending,
): Claim | null {
  for (const caps of sets) {
    const refusal = spendRefusal(price, caps, spending);
    if (refusal) return { kind: "over-cap", refusal };
  }
  return null;
}
