/** Of an instant in ISO 8601: `2026-11`. */
export function monthOf(iso: string): string {
  return iso.slice(0, "2026-11".length);
}

/** Of an instant in ISO 8601: `2026-11-26`. */
export function dayOf(iso: string): string {
  return iso.slice(0, "2026-11-26".length);
}

export function plusMonths(month: string, more: number): string {
  const [year = 0, ofYear = 1] = month.split("-").map(Number);
  return monthOf(new Date(Date.UTC(year, ofYear - 1 + more, 1)).toISOString());
}

/** The same day of a later month, or that month's last one, as text to compare with. */
export function dayAfter(from: string, months: number): string {
  const month = plusMonths(monthOf(from), months);
  const last = lastDayOf(month);
  const day = from.slice(8, 10);
  return `${month}-${day > last ? last : day}${from.slice(10)}`;
}

export function endOf(month: string): string {
  return `${month}-${lastDayOf(month)}T24`;
}

function lastDayOf(month: string): string {
  const [year = 0, ofYear = 1] = month.split("-").map(Number);
  return String(new Date(Date.UTC(year, ofYear, 0)).getUTCDate()).padStart(2, "0");
}
