import { type Money, formatMoney, toMoney, totalsByCurrency } from "@leaseline/core";
import { numberCount } from "../words/count-words.js";
import { translate } from "../words/translate.js";
import { nothing } from "./column.js";
import type { Chart } from "./messages.js";
import { markOf } from "./marks.js";
import type { AccountSpending, SpendHistory } from "./spend-history.js";

/** The most accounts that have a line of their own. */
const maxLines = 6;

interface HistoryWords {
  /** What an account is called. */
  readonly title: (account: string) => string;
  readonly locale?: string | undefined;
}

/** What accounts were charged, month by month: one chart for each currency. */
export function historyCharts(
  history: SpendHistory,
  { title, locale }: HistoryWords,
): { readonly charts: readonly Chart[]; readonly notes: readonly string[] } {
  const byCurrency = Map.groupBy(history.accounts, ({ currency }) => currency);
  const names = [...new Set(history.accounts.map(({ account }) => account))];
  const charts = [...byCurrency].map(([currency, accounts]): Chart => {
    const lines = joined(accounts).map(({ account, amounts }, at) => {
      // The same letter in every chart, where there are enough of them.
      const line = account !== null && names.length <= maxLines ? names.indexOf(account) : at;
      const name = account === null ? translate("Other accounts") : title(account);
      return { mark: markOf(line), line, name, amounts };
    });
    return {
      title: translate("Charged by month in {0}", currency),
      description: lines.map((line) => lineWords(line, locale)).join(" "),
      currency,
      axis: translate("Month"),
      points: history.months.map((month) => ({
        name: monthWords(month, "long", locale),
        tick: monthWords(month, "short", locale),
      })),
      isStepped: false,
      series: lines.map(({ mark, line, name, amounts }) => ({
        mark,
        line,
        name,
        values: amounts.map((amount) => (amount ? Number(amount.amount) : null)),
        texts: amounts.map((amount) => (amount ? formatMoney(amount, locale) : nothing)),
      })),
    };
  });
  return { charts, notes: charts.length === 0 ? [nothingYet()] : notesOf(history) };
}

function notesOf({ sinceUnknown, partlyKnown, repriced }: SpendHistory): readonly string[] {
  const notes = [translate("This month is counted to its end, as of now.")];
  if (sinceUnknown > 0)
    notes.push(
      translate(
        "For {0}, the ledger does not say since when: only this month is counted.",
        numberCount(sinceUnknown),
      ),
    );
  if (partlyKnown > 0)
    notes.push(
      translate(
        "For {0}, the price or the end is not known: only the first charge is counted.",
        numberCount(partlyKnown),
      ),
    );
  if (repriced > 0)
    notes.push(
      translate(
        "For {0}, the price is another one by now: earlier months are counted at the one that was agreed to.",
        numberCount(repriced),
      ),
    );
  return notes;
}

function nothingYet(): string {
  return translate("What is charged shows here once a number is leased.");
}

interface Line {
  /** Null for several that have no line of their own. */
  readonly account: string | null;
  readonly amounts: AccountSpending["amounts"];
}

/** Those that cost most, and the others as one. */
function joined(accounts: readonly AccountSpending[]): readonly Line[] {
  if (accounts.length <= maxLines) return accounts;
  const bySize = accounts.toSorted((left, right) => totalOf(right) - totalOf(left));
  const others = bySize.slice(maxLines - 1);
  const currency = others[0]?.currency ?? "";
  const amounts = (accounts[0]?.amounts ?? []).map((_, month) => {
    const known = others.flatMap(({ amounts }) => amounts[month] ?? []);
    const [sum = toMoney("0", currency)] = totalsByCurrency(known);
    return known.length > 0 ? sum : null;
  });
  return [...bySize.slice(0, maxLines - 1), { account: null, amounts }];
}

/** To tell the larger ones by; nobody reads it. */
function totalOf({ amounts }: AccountSpending): number {
  return amounts.reduce((sum, amount) => sum + Number(amount?.amount ?? 0), 0);
}

function lineWords(
  { mark, name, amounts }: { mark: string; name: string; amounts: readonly (Money | null)[] },
  locale?: string,
): string {
  const last = amounts.at(-1);
  return translate(
    "{0} {1}: {2} this month.",
    mark,
    name,
    last ? formatMoney(last, locale) : nothing,
  );
}

function monthWords(month: string, length: "long" | "short", locale?: string): string {
  return new Intl.DateTimeFormat(locale, {
    month: length,
    ...(length === "long" && { year: "numeric" }),
    timeZone: "UTC",
  }).format(new Date(`${month}-01T00:00:00Z`));
}
