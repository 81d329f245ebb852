import { LeaseError, type Price, type SpendCap, spendGap, spendRefusal } from "@leaseline/core";
import type { Context } from "./command.js";
import type { Limited, OpenClient } from "./open-client.js";

/**
 * What the claim of a lease would find, in its order: no account is read that it would not read.
 * @throws {LeaseError} `over-cap`, `unpriced`, `unlisted`, and what a read can throw.
 */
export async function checkLimits(
  price: Price | null,
  { client, ledger, sets }: OpenClient & Limited,
  { signal }: Pick<Context, "signal">,
): Promise<void> {
  const caps = sets.flat();
  if (caps.length === 0) return;
  const spending = await client.spending();
  checkCaps(price, sets, spending);
  const gap = spendGap(price, caps, spending);
  // No list says what this number costs.
  if (gap?.held.length === 0) throw new LeaseError({ kind: "unpriced", ...gap });
  if (!caps.some(({ kind }) => kind === "monthly")) return;
  const lists = (await ledger.lists()).filter(({ readAt }) => readAt !== null);
  const read = new Set(lists.map(({ identity }) => identity));
  const unread = client.accounts.filter(({ identity }) => !read.has(identity));
  if (unread.length === 0 && !gap) return;
  const { failed } = await client.sweep({ signal });
  for (const { id: account } of unread) {
    const failure = failed.get(account);
    if (failure) throw new LeaseError({ kind: "unlisted", because: "cap", account, failure });
  }
  const known = await client.spending();
  checkCaps(price, sets, known);
  const left = spendGap(price, caps, known);
  if (left) throw new LeaseError({ kind: "unpriced", ...left });
}

/** @throws {LeaseError} `over-cap`. */
function checkCaps(
  price: Price | null,
  sets: readonly (readonly SpendCap[])[],
  spending: Parameters<typeof spendRefusal>[2],
): void {
  for (const set of sets) {
    const refusal = spendRefusal(price, set, spending);
    if (refusal) throw new LeaseError({ kind: "over-cap", ...refusal });
  }
}
