import {
  LeaseError,
  type LeaseFailure,
  type Money,
  type SpendCap,
  compareMoney,
  formatLimit,
  formatMoney,
  toMoney,
} from "@leaseline/core";
import { translate } from "../words/translate.js";

/** What a person has set as the most to spend; or why what they have set cannot be used. */
export type SpendingLimits =
  | { readonly kind: "set"; readonly caps: readonly SpendCap[] }
  | { readonly kind: "unusable"; readonly failure: LeaseFailure };

/** Their names, below `leaseline.spending`. */
const capSettings = {
  monthly: "monthlyCaps",
  "per-lease": "perLeaseCaps",
} as const satisfies Record<SpendCap["kind"], string>;

/**
 * Reads both settings strictly: a limit that cannot be understood must not be taken for none.
 * @param read - gives a setting by its name, as it stands in the settings.
 */
export function spendingLimits(read: (name: string) => unknown): SpendingLimits {
  const caps: SpendCap[] = [];
  for (const kind of ["monthly", "per-lease"] as const) {
    const name = capSettings[kind];
    const value = read(name) ?? {};
    if (typeof value !== "object" || Array.isArray(value))
      return unusable(name, translate("it has to name currencies and amounts"));
    for (const [currency, amount] of Object.entries(value)) {
      const limit = typeof amount === "string" ? toMoney(amount, currency) : null;
      if (!limit)
        return unusable(
          name,
          translate("“{0}: {1}” is no limit", currency, JSON.stringify(amount)),
        );
      caps.push({ kind, limit });
    }
  }
  return { kind: "set", caps };
}

/** @throws LeaseError where they cannot be understood: what is meant may be less than any other. */
export function capsOf(limits: SpendingLimits): readonly SpendCap[] {
  if (limits.kind === "unusable") throw new LeaseError(limits.failure);
  return limits.caps;
}

/**
 * What the limits in the price's currency are, and what a lease at that price comes to.
 * @param totals - what all numbers cost a month now, reservations included.
 */
export function limitLine(
  { kind, total, first }: { kind: SpendCap["kind"]; total: Money | null; first: Money | null },
  caps: readonly SpendCap[],
  locale?: string,
): string | null {
  const would = kind === "monthly" ? total : first;
  const [lowest] = caps
    .filter((cap) => cap.kind === kind && cap.limit.currency === would?.currency)
    .map(({ limit }) => limit)
    .toSorted(compareMoney);
  if (!would || !lowest) return null;
  const [limit, amount] = [formatLimit(lowest, locale), formatMoney(would, locale)];
  return kind === "monthly"
    ? translate("Limit: {0}/month; with this lease {1}/month.", limit, amount)
    : translate("Limit for one lease: {0}; this one begins with {1}.", limit, amount);
}

function unusable(name: string, why: string): SpendingLimits {
  return {
    kind: "unusable",
    failure: {
      kind: "bad-input",
      field: `spending.${name}`,
      reason: translate(
        "The setting {0} cannot be used: {1}. It is written like {2}.",
        `leaseline.spending.${name}`,
        why,
        '{"USD": "50.00"}',
      ),
    },
  };
}
