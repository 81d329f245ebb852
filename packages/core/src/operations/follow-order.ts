import { LeaseError } from "../errors/lease-error.js";
import { type Operation, type OperationEvent, isOpen } from "../ledger/operation.js";
import type { ProviderAccount, ReadOptions } from "../providers/provider-account.js";
import type { Context } from "./context.js";
import { known, writeDown } from "./write-down.js";

/** Looks at an order until it is carried out or refused. It may take days: then it is looked at the next time. */
export async function followOrder(
  context: Context,
  operation: Operation,
  account: ProviderAccount,
  signal: AbortSignal,
): Promise<Operation> {
  const { clock, timing } = context;
  const began = clock.monotonicMs();
  for (const afterMs of timing.looksAfterMs) {
    await clock.sleep(Math.max(0, afterMs - (clock.monotonicMs() - began)), signal);
    if (signal.aborted) break;
    const now = await known(context, operation.id);
    if (!isOpen(now)) return now;
    const event = await orderEvent(account, operation, { signal });
    if (event.kind !== "pending") return writeDown(context, operation, event);
  }
  return operation;
}

async function orderEvent(
  account: ProviderAccount,
  { order, number, failure }: Operation,
  options: ReadOptions,
): Promise<OperationEvent | { readonly kind: "pending" }> {
  try {
    if (account.follow && order !== null) {
      const progress = await account.follow(order, number, options);
      if (failure === null)
        return progress.kind === "committed" ? { ...progress, how: "answered" } : progress;
      // Found without its id, it may be anybody's of this account: that it was refused says nothing of this one.
      if (progress.kind === "rejected") return { kind: "unknown", failure };
      return progress.kind === "committed" ? { ...progress, how: "seen" } : progress;
    }
    const ownership = await account.get(number, options);
    // One that has ended is from before the order.
    if (ownership.kind === "not-owned" || ownership.lease.state === "released")
      return { kind: "pending" };
    return { kind: "committed", lease: ownership.lease, how: "seen" };
  } catch (error) {
    // Not to know is no news; the next look may tell.
    if (error instanceof LeaseError) return { kind: "pending" };
    throw error;
  }
}
