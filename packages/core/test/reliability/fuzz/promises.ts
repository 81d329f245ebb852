import { expect } from "vitest";
import type { E164 } from "../../../src/domain/phone-number.js";
import type { Price } from "../../../src/domain/price.js";
import { failureSentence } from "../../../src/errors/describe-failure.js";
import type { LeaseFailure } from "../../../src/errors/lease-failure.js";
import type { Answer } from "./broken-answers.js";

// What has to hold of whatever is made of an answer, checked without the code that made it.

/** Every text and number that stands in the answer, as it was sent; null when it is no JSON. */
export function standingIn({ bytes }: Answer): readonly (string | number)[] | null {
  const whole = parsed(bytes);
  if (whole === undefined) return null;
  const found: (string | number)[] = [];
  const visit = (value: unknown) => {
    if (typeof value === "string" || typeof value === "number") found.push(value);
    if (typeof value === "object" && value !== null)
      for (const one of Object.values(value)) visit(one);
  };
  visit(whole);
  return found;
}

/** The field of an answer: `["data", "number"]`. */
function fieldOf({ bytes }: Answer, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, name) =>
      typeof value === "object" && value !== null && Object.hasOwn(value, name)
        ? // It has it.
          (value as Record<string, unknown>)[name]
        : undefined,
    parsed(bytes),
  );
}

/** A price is never one that does not stand in the answer, and never a smaller part of one. */
export function expectNoInvention(price: Price | null, answer: Answer): void {
  const standing = standingIn(answer) ?? [];
  for (const money of [price?.setup, price?.recurring]) {
    if (!money) continue;
    expect(money.amount).toMatch(/^[0-9]+(\.[0-9]+)?$/);
    // A currency is read in small letters too.
    expect(standing.map((one) => String(one).toUpperCase())).toContain(money.currency);
    const amount = Number(money.amount);
    const said = standing.some(
      (one) => (typeof one === "number" || /^[0-9.]+$/.test(one)) && isClose(Number(one), amount),
    );
    expect(said, `${money.amount} stands in the answer`).toBe(true);
  }
}

export function expectCommittable(number: E164, answer: Answer, field: readonly string[]): void {
  expect(answer.status).toBeGreaterThanOrEqual(200);
  expect(answer.status).toBeLessThan(300);
  expect(fieldOf(answer, field)).toBe(number);
}

/** What an answer to a release has to say: one of some words, or a time by which it ends. */
export interface EndingFields {
  readonly words: readonly string[];
  readonly word: readonly string[] | null;
  readonly time: readonly string[];
}

/** The answer itself says that the number is gone, or until when it is held. */
export function expectEnding(answer: Answer, { words, word, time }: EndingFields): void {
  const said = word && fieldOf(answer, word);
  if (typeof said === "string" && said !== "") return expect(words).toContain(said);
  const at = fieldOf(answer, time);
  expect(typeof at === "number" ? at > 1e9 : /^20\d\d-/.test(String(at))).toBe(true);
}

/** Only the provider names what it has not found; the rest of the form is anybody's. */
export function expectOwnAbsence(answer: Answer, mark: RegExp): void {
  expect(answer.status).toBe(404);
  expect(new TextDecoder().decode(answer.bytes)).toMatch(mark);
}

/** A failure can be shown and stored, and says nothing that the wire put into it as it was. */
export function expectHarmless(failure: LeaseFailure): void {
  const shown = `${failureSentence(failure)} ${JSON.stringify(failure)}`;
  // eslint-disable-next-line no-control-regex -- they are what must not be there
  expect(shown).not.toMatch(/[\u0000-\u0008\u001b\u0080-\u009f\u202a-\u202e\u2066-\u2069]/);
  expect(shown.length).toBeLessThan(5000);
}

export function expectUnpolluted(): void {
  expect("polluted" in {}).toBe(false);
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

/** As far as 12 digits go, to which amounts are read. */
function isClose(left: number, right: number): boolean {
  return Math.abs(left - right) <= 1e-11 * Math.max(1, Math.abs(left));
}
