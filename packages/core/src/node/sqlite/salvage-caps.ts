import { compareMoney, multiplyMoney, toMoney } from "../../domain/money.js";
import type { SpendCap } from "../../domain/spending.js";
import { bytesOf } from "./salvage.js";

type Caps = readonly SpendCap[];

/** Caps as the column of that name has them, in the form that a damaged file is searched for. */
export function capsText(caps: Caps): string {
  return JSON.stringify(
    caps.map(({ kind, limit: { amount, currency } }) => ({ kind, limit: { amount, currency } })),
  );
}

/**
 * The caps that files say hold, or held once: nothing tells which were the last, so that the strictest of all
 * hold. A set forbids a currency that it does not name, where it names any for that kind; of one that is cut off
 * nobody knows what else it named.
 * @param others - sets to be held beside them.
 */
export function salvageCaps(files: readonly string[], others: readonly Caps[]): Caps {
  const texts = files.map(bytesOf);
  const sets = [
    ...others,
    ...texts.flatMap((text) => [...text.matchAll(capSets)].map(([set]) => capsIn(set))),
  ];
  return strictest(sets, texts.flatMap(capsIn));
}

function strictest(sets: readonly Caps[], alone: Caps): Caps {
  return (["monthly", "per-lease"] as const).flatMap((kind) => {
    const limitsOf = (caps: Caps) =>
      caps.filter((cap) => cap.kind === kind).map((cap) => cap.limit);
    const named = sets.map(limitsOf).filter((limits) => limits.length > 0);
    const all = [...named.flat(), ...limitsOf(alone)].toSorted(compareMoney);
    return all
      .filter(({ currency }, index) => currency !== all[index - 1]?.currency)
      .map((limit) => {
        const isIn = named.every((set) => set.some(({ currency }) => currency === limit.currency));
        return { kind, limit: isIn ? limit : multiplyMoney(limit, 0) };
      });
  });
}

function capsIn(text: string): Caps {
  return [...text.matchAll(oneCap)].flatMap(([, kind, amount = "", currency = ""]) => {
    const limit = toMoney(amount, currency);
    return limit ? [{ kind: kind === "monthly" ? kind : "per-lease", limit }] : [];
  });
}

const capSets = /\[(?:\{"kind":"[a-z-]+","limit":\{[^{}]+\}\},?)+\]/g;
const oneCap =
  /"kind":"(monthly|per-lease)","limit":\{"amount":"([0-9.]+)","currency":"([A-Z]{3})"/g;
