/** Of an instant in ISO 8601: `2026-11`. */
export function monthOf(iso: string): string {
  return iso.slice(0, "2026-11".length);
}

/** Of an instant in ISO 8601: `2026-11-26`. */
export function dayOf(iso: string): string {
  return iso.slice(0, "2026-11-26".length);
}

export function plusMonths(month: string, more: number): string {
  const count = countOf(month) + more;
  return `${Math.floor(count / 12)}-${two((count % 12) + 1)}`;
}

export function monthsBetween(earlier: string, later: string): number {
  return countOf(later) - countOf(earlier);
}

/** The same day of a later month, or that month's last one, as text to compare with. */
export function dayAfter(from: string, months: number): string {
  const month = plusMonths(monthOf(from), months);
  const day = from.slice(8, 10);
  return `${month}-${day > "28" ? earlierOf(day, lastDayOf(month)) : day}${from.slice(10)}`;
}

export function endOf(month: string): string {
  return `${month}-${lastDayOf(month)}T24`;
}

function earlierOf(one: string, other: string): string {
  return one < other ? one : other;
}

function lastDayOf(month: string): string {
  return new Date(Date.parse(`${plusMonths(month, 1)}-01`) - 1).toISOString().slice(8, 10);
}

/** Months since the beginning of the calendar. */
function countOf(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
}

function two(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}
