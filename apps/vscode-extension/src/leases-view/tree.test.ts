import type { Lease } from "@leaseline/core";
import { describe, expect, it } from "vitest";
import type { StoredAccount } from "../accounts/account.js";
import { e164, exampleLease, monthly } from "../test-support/examples.js";
import { type TreeNode, rowText, totalsText, treeOf } from "./tree.js";

const first: StoredAccount = { id: "first", provider: "contiguity", label: "acme", sandbox: false };
const second: StoredAccount = { id: "second", provider: "sinch", label: "acme", sandbox: false };
const row = (lease: Lease): TreeNode => ({ kind: "lease", id: "row", lease });

describe("the tree", () => {
  it("shows numbers at the top when there is one account", () => {
    const rows = treeOf([{ account: first, leases: [exampleLease()], failure: null }]);
    expect(rows.map(({ kind }) => kind)).toEqual(["lease"]);
  });

  it("shows accounts at the top when there are several", () => {
    const rows = treeOf([
      { account: first, leases: [exampleLease()], failure: null },
      { account: second, leases: [], failure: null },
    ]);
    expect(rows.map(({ id }) => id)).toEqual(["first", "second"]);
  });

  it("keeps what was read of an account beside what went wrong", () => {
    const failure = { kind: "unauthorized" } as const;
    const rows = treeOf([{ account: first, leases: [exampleLease()], failure }]);
    expect(rows.map(({ kind }) => kind)).toEqual(["failure", "lease"]);
  });

  it("gives one number in two accounts two ids", () => {
    const leases = [exampleLease()];
    const rows = treeOf([
      { account: first, leases, failure: null },
      { account: second, leases, failure: null },
    ]);
    const ids = rows
      .flatMap((one) => (one.kind === "account" ? one.children : [one]))
      .map(({ id }) => id);
    expect(new Set(ids).size).toBe(2);
  });
});

describe("a row", () => {
  it("has the number as its label, then place, channels and price", () => {
    const { label, description } = rowText(row(exampleLease()), "en");
    expect(label).toBe("(305) 555-0100");
    expect(description).toBe("US Miami, FL · SMS Voice · $19.99/mo");
  });

  it("has the name a person gave, and then the number", () => {
    const { label, description } = rowText(row(exampleLease({ label: "support" })), "en");
    expect(label).toBe("support");
    expect(description).toMatch(/^\(305\) 555-0100 · /);
  });

  it("says in words what state the number is in, unless it is active", () => {
    const pending = rowText(row(exampleLease({ state: "pending" })), "en");
    expect(pending.description).toContain("being set up");
    expect(rowText(row(exampleLease()), "en").description).not.toContain("active");
  });

  it("calls for attention when something failed, and says what and why", () => {
    const provisioning = [
      {
        feature: "sms" as const,
        state: "failed" as const,
        errorCodes: ["INSUFFICIENT_BALANCE"],
        errors: [],
      },
    ];
    const text = rowText(row(exampleLease({ state: "failed", provisioning })), "en");
    expect(text.description).toContain("SMS failed: insufficient balance");
    expect(text.attention).toBe(true);
  });

  it("counts an account's numbers, and those that need attention", () => {
    const children = [row(exampleLease()), row(exampleLease({ state: "suspended" }))];
    const { label, description } = rowText({
      kind: "account",
      id: "first",
      account: first,
      children,
    });
    expect(label).toBe("Contiguity · acme");
    expect(description).toBe("2 numbers · 1 needs attention");
  });

  it("does not call an account without numbers that could not be read", () => {
    const failure: TreeNode = {
      kind: "failure",
      id: "f",
      account: first,
      failure: { kind: "unauthorized" },
    };
    const { description } = rowText({
      kind: "account",
      id: "first",
      account: first,
      children: [failure],
    });
    expect(description).toBe("not read");
  });
});

describe("the totals", () => {
  it("are kept apart for each currency", () => {
    const leases = [
      exampleLease({ price: monthly("19.99") }),
      exampleLease({ number: e164("+4670174060"), price: monthly("6.00", "EUR") }),
      exampleLease({ number: e164("+13055550101"), price: monthly("9.50") }),
    ];
    expect(totalsText(leases, "en")).toBe("$29.49/mo · €6.00/mo");
  });

  it("spread what is paid for several months over them", () => {
    const price = { ...monthly("6.00", "EUR"), intervalMonths: 3 };
    expect(totalsText([exampleLease({ price })], "en")).toBe("€2.00/mo");
  });

  it("leave out what is being released, and what has no known price", () => {
    const leases = [exampleLease({ state: "releasing" }), exampleLease({ price: null })];
    expect(totalsText(leases, "en")).toBe("");
  });
});
