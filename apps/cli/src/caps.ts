import { type Money, type SpendCap, compareMoney, toMoney } from "@leaseline/core";
import { usage } from "./command-error.js";

/** What is wanted of the caps in one currency: an amount, none any more, or as it is. */
export interface CapChanges {
  readonly monthly?: string | null | undefined;
  readonly perLease?: string | null | undefined;
}

/** The caps after it, a line for each kind and currency. @throws {CommandError} `usage` for what is no amount of money. */
export function changedCaps(
  before: readonly SpendCap[],
  currency: string,
  { monthly, perLease }: CapChanges,
): readonly SpendCap[] {
  const code = currency.toUpperCase();
  if (!toMoney("0", code))
    throw usage(
      `“${currency}” is no currency. Write its three letters, such as USD. Nothing was changed.`,
    );
  const wanted: readonly (readonly [SpendCap["kind"], string | null | undefined])[] = [
    ["monthly", monthly],
    ["per-lease", perLease],
  ];
  let caps = before;
  for (const [kind, amount] of wanted) {
    if (amount === undefined) continue;
    const others = caps.filter((cap) => cap.kind !== kind || cap.limit.currency !== code);
    caps = amount === null ? others : [...others, { kind, limit: amountOf(amount, code) }];
  }
  return caps.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

/** Whether anything may be spent afterwards that could not be before. */
export function isLoosened(before: readonly SpendCap[], after: readonly SpendCap[]): boolean {
  return [...before, ...after].some(({ kind, limit: { currency } }) => {
    const [then, now] = [allowed(before, kind, currency), allowed(after, kind, currency)];
    if (then === "anything" || now === "nothing") return false;
    if (now === "anything" || then === "nothing") return true;
    return compareMoney(now, then) > 0;
  });
}

/** A kind of cap that names no currency limits none; one that names some blocks all others. */
function allowed(
  caps: readonly SpendCap[],
  kind: SpendCap["kind"],
  currency: string,
): Money | "anything" | "nothing" {
  const ofKind = caps.filter((cap) => cap.kind === kind);
  if (ofKind.length === 0) return "anything";
  return ofKind.find(({ limit }) => limit.currency === currency)?.limit ?? "nothing";
}

function amountOf(amount: string, currency: string): Money {
  const limit = toMoney(amount, currency);
  if (limit) return limit;
  throw usage(`“${amount}” is no amount of money. Write it as 500 or 500.00. Nothing was changed.`);
}

function keyOf({ kind, limit }: SpendCap): string {
  return `${kind} ${limit.currency}`;
}
