import type { Operation } from "@leaseline/core";
import { describe, expect, it, vi } from "vitest";
import type { LeaseActions } from "../prompts/lease-actions.js";
import {
  exampleActions,
  exampleLease,
  exampleOperation,
  monthly,
} from "../../test/support/examples.js";
import { operationFacts } from "../words/operation-words.js";
import { checkingWords, verdictNotice } from "./verdicts.js";

const actions: LeaseActions = {
  ...exampleActions,
  copy: vi.fn(),
  search: vi.fn(),
  leaseAgain: vi.fn(),
  releaseAgain: vi.fn(),
  checkAgain: vi.fn(),
  showView: vi.fn(),
};
const verdict = (change: Partial<Operation>) => {
  const notice = verdictNotice(exampleOperation(change), actions);
  return { text: notice?.text, labels: notice?.actions?.map(({ label }) => label) };
};

describe("the verdict on a lease whose answer was lost", () => {
  it("is that it was leased after all, and once", () => {
    const { text } = verdict({ state: "committed", lease: exampleLease() });
    expect(text).toBe("+1 305 555 0100 was leased after all, once.");
  });

  it.each([
    [
      monthly("25.00", "USD", "0.00"),
      "It costs more than you agreed to: $25.00/mo instead of $19.99/mo.",
    ],
    [monthly("19.99", "USD", "5.00"), "$19.99/mo + $5.00 once instead of $19.99/mo."],
  ])("says when it costs more than was agreed to, and what of it", (price, said) => {
    const lease = exampleLease({ price });
    const agreed = monthly("19.99", "USD", "0.00");
    expect(verdict({ state: "committed", lease, price: agreed }).text).toContain(said);
  });

  it("says nothing of a price of which a part is only not told again, as of a number on a list", () => {
    const lease = exampleLease({ price: { ...monthly("19.99"), setup: null } });
    const agreed = monthly("19.99");
    expect(verdict({ state: "committed", lease, price: agreed }).text).toBe(
      "+1 305 555 0100 was leased after all, once.",
    );
  });

  it("is that the provider does not show it, and offers the same number first", () => {
    expect(verdict({ state: "absent" })).toEqual({
      text: "+1 305 555 0100 seems not to be leased: the provider does not show it.",
      labels: ["Lease It Again", "Search Another"],
    });
  });

  it("is that nobody could find out, which is neither done nor failed", () => {
    const { text, labels } = verdict({ state: "needs-attention" });
    expect(text).toContain("could not be found out. It may have been leased, and be charged for.");
    expect(labels).toEqual(["Check Again", "Show"]);
  });

  it("is not told while there is none", () => {
    for (const state of ["claimed", "sent", "unknown", "accepted", "abandoned"] as const)
      expect(verdictNotice(exampleOperation({ state }), actions)).toBeNull();
    expect(checkingWords(exampleOperation())).toBe("Checking whether +1 305 555 0100 was leased…");
  });
});

describe("the verdict on a release whose answer was lost", () => {
  it("never says that nothing is spent on a number that is still leased", () => {
    expect(verdict({ kind: "release", state: "absent" })).toEqual({
      text: "+1 305 555 0100 was not released: it is still leased, and charged for.",
      labels: ["Release It Again"],
    });
  });

  it("says while nobody knows that it may still be charged for", () => {
    const facts = operationFacts(exampleOperation({ kind: "release" }), "en");
    expect(facts).toContainEqual(["Money", "It may still be leased, and be charged for."]);
  });
});

it("offers for an account that is not here only to add it: nothing would ask, and nothing is given up", () => {
  const notice = verdictNotice(exampleOperation({ state: "needs-attention" }), actions, false);
  expect(notice?.actions?.map(({ label }) => label)).toEqual(["Add Account", "Show"]);
  expect(notice?.text).toContain("of an account that is not connected here");
});
