import { type Money, formatMoney } from "@leaseline/core";
import { translate } from "../words/translate.js";
import type { PricingColumn } from "./messages.js";

/** A column of a table: what stands in it, what it is sorted by, and both only when they are asked for. */
export interface Column<Row> extends PricingColumn {
  readonly text: (row: Row) => string;
  /** Null sorts last, whichever way. Of a kind that is no text it is compared sign by sign. */
  readonly key: (row: Row) => string | null;
}

export const nothing = "—";

export function textColumn<Row>(name: string, text: (row: Row) => string): Column<Row> {
  return {
    name,
    kind: "text",
    text: (row) => text(row) || nothing,
    key: (row) => text(row) || null,
  };
}

/**
 * @param shown - where it is written in another way than as an amount.
 * @param ranked - what it is sorted by, where that is another amount.
 */
export function amountColumn<Row>(
  name: string,
  amount: (row: Row) => Money | null | undefined,
  shown: (row: Row, amount: Money) => string,
  ranked = amount,
): Column<Row> {
  return {
    name,
    kind: "amount",
    text: (row) => {
      const found = amount(row);
      return found ? shown(row, found) : nothing;
    },
    key: (row) => moneyKey(ranked(row)),
  };
}

export function amountText(amount: Money | null | undefined, locale?: string): string {
  return amount ? formatMoney(amount, locale) : nothing;
}

/** Sorts as text: by currency first, since amounts of two currencies cannot be compared. */
function moneyKey(amount: Money | null | undefined): string | null {
  if (!amount) return null;
  const [whole = "", fraction = ""] = amount.amount.split(".");
  return `${amount.currency} ${whole.padStart(15, "0")}.${fraction}`;
}

/** Months between two charges, in words; empty where there is no price. */
export function intervalText(
  price: { readonly recurring: Money | null; readonly intervalMonths: number | null } | null,
): string {
  if (!price?.recurring) return "";
  if (price.intervalMonths === null) return translate("not said");
  return price.intervalMonths === 1
    ? translate("monthly")
    : translate("every {0} months", price.intervalMonths);
}
