import type { E164 } from "@leaseline/core";
import { accountTitle } from "../accounts/account.js";
import { placeWords, stateWords } from "../words/lease-words.js";
import { words } from "../words/translate.js";
import type { KnownNumbers } from "./known-numbers.js";
import { type Syntax, isSender } from "./scan-line.js";

/** A leased number that can be written where the cursor is. */
export interface Completion {
  readonly number: E164;
  readonly label: string;
  /** What it is for, or else where it is. */
  readonly description: string;
  readonly detail: string;
  /** Those that cannot be sent from come last. */
  readonly order: string;
}

/** What is replaced by it: the columns of what stands there already. */
export interface Gap {
  readonly start: number;
  readonly end: number;
}

/** The most that are offered; typing digits finds the others. */
const maxOffered = 200;

/**
 * Where a number could stand at the cursor; null where nobody means one.
 * @param asked - whether the person has asked for what there is, and not only typed.
 */
export function gapAt(line: string, column: number, syntax: Syntax, asked: boolean): Gap | null {
  if (line.length > 5000) return null;
  const typed = /\+?[0-9]*$/.exec(line.slice(0, column))?.[0] ?? "";
  const start = column - typed.length;
  const before = line.slice(0, start);
  const rest = /^[0-9]*/.exec(line.slice(column))?.[0].length ?? 0;
  const gap = { start, end: column + rest };
  if (isSender(before, syntax)) return gap;
  const inQuotes =
    /["'`](?:tel:|sms:)?$/.test(before) ||
    (syntax === "env" && /^\s*(?:export\s+)?[\w.-]+\s*=\s*$/.test(before));
  if (!inQuotes) return null;
  // Texts begin everywhere: there only who asks, or has typed a plus, is told.
  return asked || typed.startsWith("+") ? gap : null;
}

export function completionsOf(
  numbers: KnownNumbers,
  typed: string,
  locale: string,
): readonly Completion[] {
  const fits = numbers.all.filter(({ lease }) => lease.number.includes(typed.replace(/^\+/, "")));
  return fits
    .toSorted((left, right) => rank(left.lease.state) - rank(right.lease.state))
    .slice(0, maxOffered)
    .map(({ lease, account }, index) => ({
      number: lease.number,
      label: lease.number,
      description: lease.label ?? placeWords(lease),
      detail: [
        lease.price && words.recurring(lease.price, locale),
        stateWords(lease, locale),
        accountTitle(account),
      ]
        .filter(Boolean)
        .join(" · "),
      order: String(index).padStart(4, "0"),
    }));
}

function rank(state: string): number {
  return state === "active" ? 0 : state === "pending" ? 1 : 2;
}
