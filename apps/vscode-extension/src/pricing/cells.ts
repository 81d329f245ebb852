import { type Money, formatMoney } from "@leaseline/core";
import { formatDate } from "../words/lease-words.js";
import { translate } from "../words/translate.js";
import type { PricingTable } from "./messages.js";

/** The columns, with what is said of so many rows. @param columns - `numeric` ones hold amounts. */
export function counted(
  rows: number,
  columns: readonly { readonly name: string; readonly numeric?: true }[],
): Pick<PricingTable, "columns" | "count"> {
  return {
    count: rows === 1 ? translate("1 row") : translate("{0} rows", rows),
    columns: columns.map(({ name, numeric = false }) => ({
      name,
      numeric,
      sorted:
        rows === 1
          ? translate("1 row, sorted by {0}", name)
          : translate("{0} rows, sorted by {1}", rows, name),
    })),
  };
}

export function text(shown: string, sort: string = shown) {
  return { text: shown || "—", sort: shown ? sort.toLowerCase() : null };
}

export function money(amount: Money | null | undefined, locale?: string) {
  return { text: amount ? formatMoney(amount, locale) : "—", sort: moneySort(amount) };
}

/** Sorts as text: by currency first, since amounts of two currencies cannot be compared. */
export function moneySort(amount: Money | null | undefined): string | null {
  if (!amount) return null;
  const [whole = "", fraction = ""] = amount.amount.split(".");
  return `${amount.currency} ${whole.padStart(15, "0")}.${fraction}`;
}

export function date(iso: string | null, locale?: string) {
  return iso ? { text: formatDate(iso, locale), sort: iso } : { text: "—", sort: null };
}
