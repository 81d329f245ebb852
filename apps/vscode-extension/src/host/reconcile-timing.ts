import type { Timing } from "@leaseline/core";
import type { StoredAccount } from "../accounts/account.js";

/**
 * A shorter timing for what is not known, where the environment names one: for suites on the sandbox, whose
 * requests settle at once. Never for an account that is real.
 */
export function reconcileTiming(
  environment: Readonly<Record<string, string | undefined>>,
  accounts: readonly StoredAccount[],
): Timing | undefined {
  const settleMs = Number(environment["LEASELINE_SETTLE_MS"]);
  if (!(settleMs > 0) || !accounts.every(({ sandbox }) => sandbox)) return undefined;
  return {
    onItsWayMs: settleMs,
    afterDeathMs: settleMs,
    lagMs: 0.2 * settleMs,
    looksAfterMs: [0, 0.4 * settleMs],
    provingLooks: 4,
  };
}
