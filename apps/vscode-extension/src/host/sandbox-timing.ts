import type { Timing } from "@leaseline/core";

/**
 * A shorter timing for what is not known at the sandbox, where the environment names one: for suites, whose
 * requests settle at once. No real account is ever asked about by it.
 */
export function sandboxTiming(
  environment: Readonly<Record<string, string | undefined>>,
): Timing | undefined {
  const settleMs = Number(environment["LEASELINE_SETTLE_MS"]);
  if (!(settleMs > 0)) return undefined;
  return {
    onItsWayMs: settleMs,
    afterDeathMs: settleMs,
    lagMs: 0.2 * settleMs,
    looksAfterMs: [0, 0.4 * settleMs],
    provingLooks: 4,
  };
}
