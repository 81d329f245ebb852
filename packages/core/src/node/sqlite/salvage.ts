import { readFileSync } from "node:fs";
import type { AccountIdentity } from "../../domain/account.js";
import { type E164, toE164 } from "../../domain/phone-number.js";
import { type Operation, type OperationState, isOpen } from "../../ledger/operation.js";
import { compareMoney, multiplyMoney, toMoney } from "../../domain/money.js";
import type { SpendCap } from "../../domain/spending.js";

/** What the bytes of a file still say of an operation. */
export type DoubtfulOperation = Pick<
  Operation,
  "id" | "kind" | "identity" | "account" | "number" | "state"
>;

/**
 * The operations that files say have not ended, read from their bytes, where SQLite cannot or will not read
 * them. A row may be there several times, as it was and as it is: one that is seen to have ended anywhere
 * has ended, and one that is seen to have been sent was sent.
 */
export function salvage(files: readonly string[]): readonly DoubtfulOperation[] {
  const found = new Map<string, DoubtfulOperation>();
  for (const file of files) {
    for (const [brief] of bytesOf(file).matchAll(briefs)) {
      const one = parsed(brief);
      const before = one && found.get(one.id);
      if (one && (!before || rank(one.state) > rank(before.state))) found.set(one.id, one);
    }
  }
  return [...found.values()].filter(isOpen);
}

/** The numbers that were protected: for once too many, where the protection was taken away not long before. */
export function salvageProtected(files: readonly string[]): readonly E164[] {
  const found = files.flatMap((file) => [...bytesOf(file).matchAll(protectedBriefs)]);
  return [...new Set(found.map(([, number = ""]) => toE164(number)))].filter((one) => one !== null);
}

/** The columns of that name: see schema.ts. */
const protectedBriefs = /\{"protected":"(\+[0-9]{2,15})"\}/g;
/** A name that continues on other pages is cut off there, at the address of the next page. */
const briefs =
  /\{"id":"[0-9a-f-]{36}","kind":"(?:lease|release)","number":"\+[0-9]{2,15}","state":"[a-z-]+","identity":(?:null|"(?:[^"\\]|\\.)*"),"account":"(?:[ !#-[\]-\xff]|\\u[0-9a-f]{4}|\\["\\/bfnrt])*(?:"\})?/gs;

function parsed(brief: string): DoubtfulOperation | null {
  try {
    const whole = brief.endsWith('"}') ? brief : `${brief}"}`;
    // What the expression lets through has this form.
    const one = JSON.parse(Buffer.from(whole, "latin1").toString()) as Brief;
    const number = toE164(one.number);
    return number && { ...one, number };
  } catch {
    return null;
  }
}

interface Brief extends Omit<DoubtfulOperation, "number" | "identity"> {
  readonly number: E164 | string;
  readonly identity: AccountIdentity | null;
}

function rank(state: OperationState): number {
  return state === "claimed" ? 0 : isOpen({ state }) ? 1 : 2;
}

/** A character for each byte; nothing where there is no file, or it cannot be read. */
export function bytesOf(file: string): string {
  try {
    return readFileSync(file, "latin1");
  } catch {
    // The write-ahead log is not always there, and what cannot be read cannot be salvaged.
    return "";
  }
}

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
