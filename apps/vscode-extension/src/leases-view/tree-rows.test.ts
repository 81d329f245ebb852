import type { Lease } from "@leaseline/core";
import { expect, it, onTestFinished, vi } from "vitest";
import type { StoredAccount } from "../accounts/account.js";
import {
  e164,
  exampleLease,
  exampleOperation,
  exampleReading,
  exampleAccount,
} from "../../test/support/examples.js";
import { memoryState } from "../../test/support/memory-storage.js";
import { emptyView } from "../ledger/ledger-view.js";
import { type Facts, leasesOf } from "./leases.js";
import { createTreeChoices } from "./tree-choices.js";
import { createTreeRows } from "./tree-rows.js";

const account = (id: string): StoredAccount => exampleAccount({ id, label: id });

const [one, two, three] = [e164("+13055550100"), e164("+13055550101"), e164("+13055550102")];
const lease = (number = one, change: Partial<Lease> = {}) => exampleLease({ number, ...change });
const both = [lease(one), lease(two)];

/** The rows of a window with two accounts, the first of which has these numbers. */
function tree(leases: readonly Lease[] = both) {
  let now = leasesOf(facts(leases));
  const list = {
    get now() {
      return now;
    },
  };
  const choices = createTreeChoices(memoryState());
  const rows = createTreeRows({ list, choices, locale: "en" });
  const changed = () => {
    const news = rows.changed();
    return news === "all" ? news : news.map(({ id }) => id);
  };
  changed();
  return {
    rows,
    choices,
    changed,
    read: (next: readonly Lease[], change: Partial<Facts> = {}) => {
      now = leasesOf({ ...facts(next), ...change });
      return changed();
    },
  };
}

function facts(leases: readonly Lease[]): Facts {
  return {
    accounts: [account("first"), account("second")],
    readings: new Map([
      ["first", exampleReading({ leases })],
      ["second", exampleReading()],
    ]),
    ledger: emptyView,
  };
}

it("are not drawn anew where a reading has found nothing new", () => {
  const { read } = tree();
  expect(read([lease(one), lease(two)])).toEqual([]);
});

it("are drawn anew one by one, where one number says something else", () => {
  const { read, rows } = tree();
  const before = rows.below(rows.below()[0]);
  expect(read([lease(one), lease(two, { label: "Sales" })])).toEqual([`first ${two}`]);
  // The editor knows rows by the objects that it was given.
  expect(rows.below(rows.below()[0])).toEqual(before);
  expect(rows.below(rows.below()[0])[1]).toBe(before[1]);
  expect(before[1]?.node).toMatchObject({ lease: { label: "Sales" } });
});

it("are drawn anew with their account where one comes or goes, and the others stay the same objects", () => {
  const { read, rows } = tree();
  const [first] = rows.below();
  const before = rows.below(first);
  expect(read([...both, lease(three)])).toEqual(["first"]);
  expect(rows.below(first).slice(0, 2)).toEqual(before);
  expect(before.map((row) => rows.above(row))).toEqual([first, first]);
  expect(read(both)).toEqual(["first"]);
});

it("are drawn anew with their account where what it says of them is another thing", () => {
  const { read } = tree();
  const soon = new Date(Date.now() + 86_400_000).toISOString();
  expect(read([lease(one), lease(two, { endsAt: soon })])).toEqual(["first"]);
});

it("are drawn anew once the end of one has come near, though nothing else is another thing", () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  onTestFinished(() => void vi.useRealTimers());
  const held = [lease(one, { endsAt: new Date(Date.now() + 8 * 86_400_000).toISOString() })];
  const { read } = tree(held);
  const alone = { accounts: [account("first")] };
  read(held, alone);
  expect(read(held, alone)).toEqual([]);
  vi.setSystemTime(Date.now() + 2 * 86_400_000);
  expect(read(held, alone)).not.toEqual([]);
});

it("are all drawn anew where one goes from one list to another, which would have it twice", () => {
  const { read, choices, changed } = tree([
    lease(one),
    lease(two, { state: "pending" }),
    lease(three),
  ]);
  choices.groupBy("state");
  expect(changed()).toBe("all");
  const moved = [lease(one), lease(two, { state: "pending" }), lease(three, { state: "pending" })];
  expect(read(moved)).toBe("all");
});

it("are drawn anew where an operation begins, in the section that it brings", () => {
  const { read } = tree();
  const open = [exampleOperation({ number: three, state: "sent" })];
  expect(read(both, { ledger: { ...emptyView, open } })).toEqual(["first"]);
});

it("stay while accounts are read for the first time, and are told of when that has ended", () => {
  const { read, rows } = tree();
  const pending = new Map([["first", exampleReading({ pending: true, insteadOf: null })]]);
  expect(read([], { accounts: [account("first")], readings: pending })).toEqual([]);
  expect(read([], { readings: new Map() })).toEqual([]);
  expect(read([])).toBe("all");
  expect(rows.below()).toEqual([]);
});

it("are waited for while nothing can be told of them: an empty answer might be kept", async () => {
  const { read, rows } = tree();
  read([], { readings: new Map() });
  let told = false;
  const telling = rows.toTell().then(() => (told = true));
  read([], { readings: new Map() });
  await new Promise(setImmediate);
  expect(told).toBe(false);
  read(both);
  await telling;
  await rows.toTell();
  expect(rows.below()).not.toEqual([]);
});

it("come back where the editor has asked for them meanwhile, and had none", () => {
  const { read, rows } = tree();
  read([], { readings: new Map() });
  expect(rows.below()).toEqual([]);
  expect(read(both)).toBe("all");
});

it("are not drawn anew where another machine has read its numbers again", () => {
  const shared = (readAt: string, number = one): Partial<Facts> => {
    const leases = [{ lease: lease(number), origin: "before" as const }];
    const list = { identity: null, account: "theirs", readAt, isWhole: true, leases };
    return { accounts: [], ledger: { ...emptyView, shared: [list] } };
  };
  const { read } = tree();
  expect(read([], shared("2026-11-26T10:00:00Z"))).toBe("all");
  expect(read([], shared("2026-11-26T11:00:00Z"))).toEqual([]);
  expect(read([], shared("2026-11-26T12:00:00Z", two))).toBe("all");
});
