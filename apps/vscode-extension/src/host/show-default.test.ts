import { expect, it } from "vitest";
import { exampleLease, exampleAccount } from "../../test/support/examples.js";
import type { LeaseList } from "../leases-view/lease-list.js";
import { type Facts, leasesOf } from "../leases-view/leases.js";
import { createTreeChoices } from "../leases-view/tree-choices.js";
import { emptyView } from "../ledger/ledger-view.js";
import type { ShownDefault } from "./default-item.js";
import { showDefault } from "./show-default.js";

const account = exampleAccount();
const lease = exampleLease({ label: "Support line" });
const read = { identity: null, unreadable: [], trouble: null, pending: false, leases: [] };
const nothing: Facts = { accounts: [], readings: new Map(), ledger: emptyView };
const facts = (reading: object): Facts => ({
  ...nothing,
  accounts: [account],
  readings: new Map([["first", { ...read, insteadOf: { readAt: null }, ...reading }]]),
});

/** A list that says what it is told to, and the number of a workspace that was kept. */
function window() {
  const kept = { account: "first", number: lease.number };
  const choices = createTreeChoices({
    get: (key) => (key === "leaseline.defaultNumber" ? kept : undefined),
    update: async () => {},
  });
  let now = leasesOf(nothing);
  const listeners: (() => void)[] = [];
  const list: Pick<LeaseList, "now" | "onChange"> = {
    get now() {
      return now;
    },
    onChange: (listener) => void listeners.push(listener),
  };
  const shown: (ShownDefault | null)[] = [];
  showDefault(choices, list, (one) => shown.push(one));
  const says = (news: Facts) => {
    now = leasesOf(news);
    for (const listener of listeners) listener();
  };
  return { choices, says, shown };
}

it("is called by its label, and said in full to whoever asks", () => {
  const { says, shown } = window();
  says(facts({ leases: [lease] }));
  says(facts({ leases: [lease] }));
  expect(shown).toEqual([
    {
      text: "Support line",
      tooltip: "Phone number of this workspace: Support line, +1 305 555 0100",
    },
  ]);
});

it("is kept while nothing is known of it: before the first reading, while one fails, and where its entry cannot be read", () => {
  const { choices, says, shown } = window();
  choices.groupBy("country");
  says(facts({ pending: true }));
  says(facts({ trouble: { kind: "unauthorized" } }));
  says(facts({ unreadable: [{ text: lease.number, reason: "state" }] }));
  expect(choices.now.defaultNumber).not.toBeNull();
  expect(shown).toEqual([]);
});

it("is none any more once it is not held", () => {
  const { choices, says, shown } = window();
  says(facts({ leases: [lease] }));
  says(facts({}));
  expect(choices.now.defaultNumber).toBeNull();
  expect(shown.at(-1)).toBeNull();
});
