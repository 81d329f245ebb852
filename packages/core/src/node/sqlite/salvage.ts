import { readFileSync } from "node:fs";
import { type E164, toE164 } from "../../domain/phone-number.js";
import { type OperationState, type Wish, isOpen } from "../../ledger/operation.js";

/** What a damaged file still says of an operation. */
export interface DoubtfulWish extends Pick<Wish, "kind" | "account" | "number"> {
  readonly id: string;
  /** Whether it says that it was sent; that it does not say so proves nothing. */
  readonly sent: boolean;
}

/**
 * The operations that a damaged file says have not ended, read from its bytes: SQLite writes the text
 * columns of a row next to each other, and a row may be there several times, as it was and as it is.
 * One that is seen to have ended anywhere has ended.
 */
export function salvage(files: readonly string[]): readonly DoubtfulWish[] {
  const found = new Map<string, { wish: DoubtfulWish; ended: boolean }>();
  for (const file of files) {
    for (const { groups } of bytesOf(file).matchAll(row)) {
      const { id = "", kind, account = "", number: text = "", state } = groups ?? {};
      const number: E164 | null = toE164(text);
      if (number === null) continue;
      // The expression lets nothing else through.
      const open = isOpen({ state: state as OperationState });
      const before = found.get(id);
      found.set(id, {
        wish: {
          id,
          sent: state !== "claimed" || (before?.wish.sent ?? false),
          kind: kind === "release" ? "release" : "lease",
          account: Buffer.from(account, "latin1").toString(),
          number,
        },
        ended: !open || (before?.ended ?? false),
      });
    }
  }
  return [...found.values()].flatMap(({ wish, ended }) => (ended ? [] : [wish]));
}

const states: readonly OperationState[] = [
  "claimed",
  "sent",
  "unknown",
  "accepted",
  "needs-attention",
  "committed",
  "absent",
  "rejected",
  "not-sent",
  "abandoned",
];

const row = new RegExp(
  `(?<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?<kind>lease|release)(?<account>[^+]{1,200}?)(?<number>\\+[1-9][0-9]{1,14})(?<state>${states.join("|")})`,
  "gs",
);

function bytesOf(file: string): string {
  try {
    return readFileSync(file, "latin1");
  } catch {
    // The write-ahead log is not always there, and what cannot be read cannot be salvaged.
    return "";
  }
}
