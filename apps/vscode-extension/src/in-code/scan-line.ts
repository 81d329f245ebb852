import { type E164, toE164 } from "@leaseline/core";

/** How a file's text is written, as far as numbers in it need to be understood. */
export type Syntax = "code" | "hash-comments" | "env";

/** What stands in one line. Columns are in UTF-16 units, from 0. */
export interface Found {
  readonly number: E164;
  readonly start: number;
  readonly end: number;
  /** Whether it stands where a sender does, such as `from: "+13055550100"`, and not in a comment. */
  readonly sender: boolean;
}

/** A line beyond it is made by a program, and is read up to here. */
const maxLength = 5000;
const nothing: readonly Found[] = [];

// A number in E.164 form that is no part of a longer one, of a word or of a sum.
const candidate = /(?<![\w+.\-)\]])\+[1-9][0-9]{6,14}(?![\w])/g;

/** The numbers of a line, and which of them are senders. */
export function scanLine(text: string, syntax: Syntax): readonly Found[] {
  // Nearly every line ends here.
  if (!text.includes("+")) return nothing;
  // A number that goes on beyond it would be another one.
  const line = text.length > maxLength ? text.slice(0, maxLength).replace(/\+?[0-9]*$/, "") : text;
  let found: Found[] | null = null;
  for (const match of line.matchAll(candidate)) {
    const number = toE164(match[0]);
    if (!number) continue;
    const start = match.index;
    const sender = isSender(line.slice(0, start), syntax);
    (found ??= []).push({ number, start, end: start + number.length, sender });
  }
  return found ?? nothing;
}

/** Whether what follows `before` in its line is the value of a sender. */
export function isSender(before: string, syntax: Syntax): boolean {
  if (isWithin(before, syntax)) return false;
  // Elsewhere a text may stand without quotes; in code that would be a sum.
  if (syntax === "code" && !/["'`]$/.test(before)) return false;
  const key = (syntax === "env" ? envKey : anyKey).exec(before)?.[1];
  return key !== undefined && namesSender(key);
}

// The key right before a value: `from: "`, `"from": '`, `from_="`, `const sender = "`, `- from: `, `SENDER=`.
const anyKey = /([\w$-]+)["'`]?\]?\s*(?::|\??:\s*string\s*=|[:=]|=>)\s*[[(]?\s*[frub]{0,2}["'`]?$/i;
const envKey = /^\s*(?:export\s+)?([\w.-]+)\s*[=:]\s*["'`]?$/;

const senderWords = new Set(["from", "sender", "originator", "caller", "callerid"]);
/** What says that it is a sender's name, address or date, and no number of it. */
const otherWords = new Set(["name", "email", "date", "time", "url", "path", "country", "city"]);

/** `SMS_FROM_NUMBER`, `fromNumber`, `from_`, `callerId`: one of the words is a sender's. */
export function namesSender(key: string): boolean {
  const words = key
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  return words.some((word) => senderWords.has(word)) && !words.some((word) => otherWords.has(word));
}

/** As far as a line alone tells: in a comment, or further on in a text that has begun before it. */
function isWithin(before: string, syntax: Syntax): boolean {
  if (syntax === "code" && /^\s*(\/\*|\*(?!\/))/.test(before)) return true;
  let opened = -1;
  for (let at = 0; at < before.length; at += 1) {
    const sign = before[at];
    if (opened >= 0) {
      if (sign === "\\") at += 1;
      else if (sign === before[opened]) opened = -1;
    } else if (sign === '"' || sign === "'" || sign === "`") opened = at;
    else if (syntax === "code" ? before.startsWith("//", at) : opensHash(before, at)) return true;
  }
  return opened >= 0 && opened < before.length - 1;
}

/** In all that has them, a `#` begins a comment at the line's start or after a blank. */
function opensHash(before: string, at: number): boolean {
  return before[at] === "#" && (at === 0 || /\s/.test(before[at - 1] ?? ""));
}
