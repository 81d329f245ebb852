import type { CapRecord } from "../documents/ledger-records.js";
import { limitWords } from "./words.js";

/** What may be spent, a line each. A kind of cap that names a currency allows no other one. */
export function capWords(caps: readonly CapRecord[]): string {
  if (caps.length === 0) return "  no cap";
  return caps.map((cap) => `  ${oneCap(cap)}`).join("\n");
}

/** The same in one line. */
export function capLine(caps: readonly CapRecord[]): string {
  return caps.length === 0 ? "no cap" : caps.map(oneCap).join(", ");
}

function oneCap({ kind, limit }: CapRecord): string {
  return `${limitWords(limit)} ${limit.currency} ${kind === "monthly" ? "a month" : "for one lease"}`;
}
