import {
  type LeaseFailure,
  type Money,
  type SpendCap,
  compareMoney,
  formatMoney,
  toMoney,
} from "@leaseline/core";

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
      return unusable(name, "it has to name currencies and amounts");
    for (const [currency, amount] of Object.entries(value)) {
      const limit = typeof amount === "string" ? toMoney(amount, currency) : null;
      if (!limit) return unusable(name, `“${currency}: ${JSON.stringify(amount)}” is no limit`);
      caps.push({ kind, limit });
    }
  }
  return { kind: "set", caps };
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
  const [limit, amount] = [formatMoney(lowest, locale), formatMoney(would, locale)];
  return kind === "monthly"
    ? `Limit: ${limit}/month; with this lease ${amount}/month.`
    : `Limit for one lease: ${limit}; this one begins with ${amount}.`;
}

function unusable(name: string, why: string): SpendingLimits {
  return {
    kind: "unusable",
    failure: {
      kind: "bad-input",
      field: `spending.${name}`,
      reason: `The setting leaseline.spending.${name} cannot be used: ${why}. It is written like {"USD": "50.00"}.`,
    },
  };
}
