import { describe, expect, it } from "vitest";
import {
  e164,
  exampleLease,
  exampleOperation,
  exampleReading,
  exampleAccount,
} from "../../test/support/examples.js";
import { leasesOf } from "../leases-view/leases.js";
import { completionsOf, gapAt } from "./completions.js";
import { hoverText } from "./hover.js";
import { type KnownNumbers, knownNumbers } from "./known-numbers.js";
import { notesOf } from "./notes.js";
import { problemsOf } from "./problems.js";
import { scanDocument } from "./scanned-document.js";

const account = exampleAccount();
const number = e164("+13055550100");
const other = e164("+13055550101");

function known(
  leases: readonly ReturnType<typeof exampleLease>[],
  {
    open = [],
    ...reading
  }: Parameters<typeof exampleReading>[0] & {
    readonly open?: readonly ReturnType<typeof exampleOperation>[];
  } = {},
): KnownNumbers {
  return knownNumbers(
    leasesOf({
      accounts: [account],
      readings: new Map([["first", exampleReading({ leases: [...leases], ...reading })]]),
      ledger: { open, lists: [], shared: [], notes: [], problem: null },
    }),
  );
}

const placesIn = (text: string) => scanDocument(text.split("\n"), "code").places();
const problems = (text: string, numbers: KnownNumbers, ignored: readonly string[] = []) =>
  problemsOf(placesIn(text), numbers, {
    isIgnored: (one) => ignored.includes(one),
    locale: "en-US",
  });

describe("a number in a sender's place", () => {
  const from = 'from: "+13055550100"';

  it("is no problem when it is leased and active", () => {
    expect(problems(from, known([exampleLease()]))).toEqual([]);
  });

  it("is one when no account holds it", () => {
    const [problem] = problems(from, known([]));
    expect(problem).toMatchObject({ kind: "not-leased", place: { start: 7, line: 0 } });
    expect(problem?.message).toContain("+1 305 555 0100 is not leased");
  });

  it.each([
    ["is being read", { pending: true }],
    ["could not be read", { trouble: { kind: "unauthorized" } as const }],
    ["has entries that could not be read", { unreadable: [{ text: null, reason: "odd" }] }],
  ])("is none that is known while an account %s", (_why, reading) => {
    expect(problems(from, known([], reading))).toEqual([]);
  });

  it("is none that is known without any account", () => {
    const nothing = leasesOf({
      accounts: [],
      readings: new Map(),
      ledger: { open: [], lists: [], shared: [], notes: [], problem: null },
    });
    expect(problems(from, knownNumbers(nothing))).toEqual([]);
  });

  it("is none while it is being leased", () => {
    expect(problems(from, known([], { open: [exampleOperation()] }))).toEqual([]);
  });

  it("is none that is told of where it is ignored, or stands elsewhere", () => {
    expect(problems(from, known([]), ["+13055550100"])).toEqual([]);
    expect(problems('to: "+13055550100"', known([]))).toEqual([]);
  });

  it.each([
    ["releasing", { state: "releasing", endsAt: "2026-12-03T00:00:00Z" }, "until Dec 3, 2026"],
    ["suspended", { state: "suspended" }, "suspended"],
    ["failed", { state: "failed" }, "not ready: failed"],
  ] as const)("is one when it is %s", (kind, change, words) => {
    const [problem] = problems(from, known([exampleLease(change)]));
    expect(problem?.kind).toBe(kind);
    expect(problem?.message).toContain(words);
  });
});

const hover = (numbers: KnownNumbers, sender: boolean, ignored = false) =>
  hoverText({ number, sender }, numbers, { locale: "en-US", isIgnored: () => ignored });

describe("the hover of a number", () => {
  it("says label, price, state, next charge and account", () => {
    const lease = exampleLease({ label: "Support line", nextChargeAt: "2026-12-01T00:00:00Z" });
    expect(hover(known([lease]), false)).toEqual({
      title: "Support line · +1 305 555 0100",
      lines: ["$19.99/mo · active", "Next charge: Dec 1, 2026", "Contiguity · acme"].map(
        (line, index) => (index === 2 ? `${line} · US Miami, FL` : line),
      ),
      actions: ["copy", "details", "pricing"],
    });
  });

  it("has no next charge for one that is being released", () => {
    const lease = exampleLease({ state: "releasing", nextChargeAt: "2026-12-01T00:00:00Z" });
    const lines = hover(known([lease]), true)?.lines.join();
    expect(lines).not.toContain("Next charge");
  });

  it("tells of what nobody knows yet, and leads to asking again", () => {
    const open = [exampleOperation({ state: "needs-attention" })];
    expect(hover(known([], { open }), true)).toMatchObject({
      lines: ["needs attention: it may have been leased"],
      actions: ["check-again", "copy"],
    });
  });

  it("leads to a lease only where a sender is not leased, and that is known", () => {
    expect(hover(known([]), true)?.actions).toEqual(["lease"]);
    expect(hover(known([]), true, true)?.actions).toEqual(["lease", "stop-ignoring"]);
    expect(hover(known([]), false)).toBeNull();
    expect(hover(known([], { pending: true }), true)).toBeNull();
  });
});

describe("the place for a number at the cursor", () => {
  it.each([
    ['from: "|"', "code", false, { start: 7, end: 7 }],
    ['from: "+130|555"', "code", false, { start: 7, end: 14 }],
    ["from: |", "hash-comments", false, { start: 6, end: 6 }],
    ["SMS_FROM=|", "env", false, { start: 9, end: 9 }],
    ["APP_NUMBER=|", "env", true, { start: 11, end: 11 }],
    ["export APP_NUMBER = |", "env", true, { start: 20, end: 20 }],
    ['const x = "+1|"', "code", false, { start: 11, end: 13 }],
    ['const x = "tel:+|"', "code", false, { start: 15, end: 16 }],
    ['const x = "|"', "code", true, { start: 11, end: 11 }],
    ['const x = "|"', "code", false, null],
    ['const x = "word|"', "code", true, null],
    ["const x = 1 +|", "code", true, null],
    ["APP_NUMBER=|", "env", false, null],
  ] as const)("in %s (%s, asked: %s)", (text, syntax, asked, gap) => {
    const column = text.indexOf("|");
    expect(gapAt(text.replace("|", ""), column, syntax, asked)).toEqual(gap);
  });
});

describe("the numbers that are offered", () => {
  it("are those that fit what is typed, those that work first", () => {
    const leases = [
      exampleLease({ number: other, state: "releasing" }),
      exampleLease({ label: "Support line" }),
    ];
    const offered = completionsOf(known(leases), "+1305", "en-US");
    expect(offered.map((one) => one.number)).toEqual([number, other]);
    expect(offered[0]).toMatchObject({
      description: "Support line",
      detail: "$19.99/mo · active · Contiguity · acme",
    });
    // Its number stands there already.
    expect(offered[1]).toMatchObject({ label: other, description: "US Miami, FL" });
    expect(completionsOf(known(leases), "0101", "en-US").map((one) => one.number)).toEqual([other]);
  });
});

describe("the note beside a number", () => {
  it("says what it is for, and its state only where that is not as it should be", () => {
    const leases = [
      exampleLease({ label: "Support line" }),
      exampleLease({ number: other, state: "suspended" }),
    ];
    const places = placesIn('"+13055550100" "+13055550101" "+13055550102"');
    expect(notesOf(places, known(leases), "en-US").map(({ text }) => text)).toEqual([
      "Support line",
      "suspended",
    ]);
  });

  it("is short, however long the label is", () => {
    const [note] = notesOf(
      placesIn('"+13055550100"'),
      known([exampleLease({ label: "x".repeat(500) })]),
      "en-US",
    );
    expect(note?.text.length).toBeLessThanOrEqual(40);
  });
});
