import { type Lease, type Money, type Offer, costOver } from "@leaseline/core";
import { featureWords, stateWords } from "../words/lease-words.js";
import { translate, words } from "../words/translate.js";
import { requirementText } from "./offer-columns.js";
import type { PricedRows } from "./pricing-view.js";

interface CsvWords {
  /** What an account is called. */
  readonly title: (account: string) => string;
  readonly locale?: string | undefined;
}

/**
 * Rows as a file for spreadsheets: RFC 4180, with a mark by which they know UTF-8. Amounts are exact and plain, each
 * with its currency beside it; times are ISO 8601.
 */
export function csvOf(priced: PricedRows, tools: CsvWords): string {
  const lines =
    priced.tab === "numbers"
      ? tableOf(numberFields(tools), priced.rows)
      : tableOf(offerFields(tools), priced.rows);
  return `\uFEFF${lines.map((line) => `${line.map(csvCell).join(",")}\r\n`).join("")}`;
}

/**
 * Where a formula could begin: at the start, and after what a spreadsheet takes for the end of a cell in a country
 * where that is no comma. Quotes are of no help there: they do not stand at the beginning of what it takes for a cell.
 */
const formulas =
  /^(?=[\s\uFEFF]*[=+\-@\t\r＝＋－＠])|(?<=[;|\t\r\n])(?=["\s\uFEFF]*[=+\-@＝＋－＠])/g;

/**
 * A cell, in quotes where it needs them. What a spreadsheet would take for a formula has an apostrophe before it, and
 * so does a phone number, which it would otherwise take for a sum and round.
 */
export function csvCell(text: string): string {
  const guarded = text.replaceAll(formulas, "'");
  return /[",\r\n]|^\s|\s$/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

type Field<Row> = readonly [name: string, value: (row: Row) => string];

function tableOf<Row>(fields: readonly Field<Row>[], rows: readonly Row[]): readonly string[][] {
  return [
    fields.map(([name]) => name),
    ...rows.map((row) => fields.map(([, value]) => value(row))),
  ];
}

function numberFields({ title, locale }: CsvWords): readonly Field<Lease>[] {
  return [
    [translate("Number"), ({ number }) => number],
    [translate("Label"), ({ label }) => label ?? ""],
    [translate("Account"), ({ account }) => title(account)],
    [translate("Country"), ({ country }) => country ?? ""],
    [translate("Place"), ({ place }) => place ?? ""],
    [translate("Type"), ({ type }) => words.type(type)],
    [translate("Channels"), ({ features }) => featureWords(features)],
    ...priceFields<Lease>(),
    [translate("Next charge"), ({ nextChargeAt }) => nextChargeAt ?? ""],
    [translate("Ends"), ({ endsAt }) => endsAt ?? ""],
    [translate("State"), (lease) => stateWords(lease, locale)],
  ];
}

function offerFields({ title }: CsvWords): readonly Field<Offer>[] {
  const over = (months: number) => (offer: Offer) =>
    (offer.price && costOver(offer.price, months)?.amount) ?? "";
  return [
    [translate("Number"), ({ number }) => number],
    [translate("Account"), ({ account }) => title(account)],
    [translate("Country"), ({ country }) => country ?? ""],
    [translate("Place"), ({ place }) => place ?? ""],
    [translate("Type"), ({ type }) => words.type(type)],
    [translate("Channels"), ({ features }) => featureWords(features)],
    ...priceFields<Offer>(),
    [translate("12 months"), over(12)],
    [translate("24 months"), over(24)],
    [translate("Requirements"), requirementText],
  ];
}

function priceFields<Row extends Pick<Offer, "price">>(): readonly Field<Row>[] {
  const amount = (money: Money | null | undefined) => money?.amount ?? "";
  const currency = (money: Money | null | undefined) => money?.currency ?? "";
  return [
    [translate("Setup"), ({ price }) => amount(price?.setup)],
    [translate("Setup currency"), ({ price }) => currency(price?.setup)],
    [translate("Recurring"), ({ price }) => amount(price?.recurring)],
    [translate("Currency"), ({ price }) => currency(price?.recurring)],
    [translate("Months between charges"), ({ price }) => String(price?.intervalMonths ?? "")],
  ];
}
