import { type Clock, pauses, whileAwake } from "../clock.js";
import type { Lease } from "../domain/lease.js";
import type { E164 } from "../domain/phone-number.js";
import { LeaseError } from "../errors/lease-error.js";
import type { ProviderAccount, Ownership, ReadOptions } from "../providers/provider-account.js";

/**
 * The lease as it is now, and again whenever it has changed, until it is no longer `pending` or is not held
 * any more. Reads only, ever more slowly. A read without a clear answer ends nothing.
 * @throws {LeaseError} what else a read can throw; `cancelled` when the signal is aborted.
 */
export async function* watchLease(
  provider: ProviderAccount,
  number: E164,
  clock: Clock,
  { signal }: ReadOptions = {},
): AsyncGenerator<Lease, void> {
  let told: string | null = null;
  const pause = pauses(clock, 2000, 60_000);
  for (;;) {
    const found = await look(provider, number, signal);
    if (found?.kind === "not-owned") return;
    if (found) {
      const seen = JSON.stringify(found.lease);
      if (seen !== told) yield found.lease;
      told = seen;
      if (found.lease.state !== "pending") return;
    }
    await whileAwake(pause(signal));
    if (signal?.aborted) throw new LeaseError({ kind: "cancelled" });
  }
}

/** Null when the answer is unclear: the next look may tell. */
async function look(
  provider: ProviderAccount,
  number: E164,
  signal: AbortSignal | undefined,
): Promise<Ownership | null> {
  try {
    return await provider.get(number, { signal });
  } catch (error) {
    if (signal?.aborted || !LeaseError.isInstance(error)) throw error;
    const { kind } = error.failure;
    if (kind === "no-answer" || kind === "not-sent") return null;
    throw error;
  }
}
