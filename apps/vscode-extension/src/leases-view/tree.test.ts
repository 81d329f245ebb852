import type { Lease } from "@leaseline/core";
import { describe, expect, it } from "vitest";
import { exampleLease, exampleAccount, exampleEntry } from "../../test/support/examples.js";
import type { AccountLeases } from "./account-leases.js";
import { leaseFacts } from "./lease-facts.js";
import { rowText } from "./row-text.js";
import { rowTooltip } from "./row-tooltip.js";
import { type TreeNode, leavesOf } from "./nodes.js";
import { leaseRow, treeOf } from "./tree.js";

const first = exampleAccount();

const second = exampleAccount({ id: "second", provider: "sinch" });

const tree = (...accounts: readonly AccountLeases[]) =>
  treeOf({ accounts, orphans: [], elsewhere: [] });

const row = (lease: Lease): TreeNode => leaseRow(lease, null);

describe("the tree", () => {
  it("shows numbers at the top when there is one account", () => {
    const rows = tree(exampleEntry({ leases: [exampleLease()] }));
    expect(rows.map(({ kind }) => kind)).toEqual(["lease"]);
  });

  it("shows accounts at the top when there are several", () => {
    const rows = tree(
      exampleEntry({ leases: [exampleLease()] }),
      exampleEntry({ account: second }),
    );
    expect(rows.map(({ id }) => id)).toEqual(["first", "second"]);
  });

  it("keeps what was read of an account beside what went wrong", () => {
    const trouble = { kind: "unauthorized" } as const;
    const rows = tree(exampleEntry({ leases: [exampleLease()], trouble }));
    expect(rows.map(({ kind }) => kind)).toEqual(["failure", "lease"]);
  });

  it("gives one number in two accounts two ids", () => {
    const leases = [exampleLease()];
    const rows = tree(exampleEntry({ leases }), exampleEntry({ account: second, leases }));
    const ids = rows.flatMap(leavesOf).map(({ id }) => id);
    expect(new Set(ids).size).toBe(2);
  });
});

describe("a row", () => {
  it("has the number as its label, then the price, the place and the channels", () => {
    const { label, description } = rowText(row(exampleLease()), "en");
    expect(label).toBe("+1 305 555 0100");
    expect(description).toBe("$19.99/mo · US Miami, FL · SMS Voice");
  });

  it("has the name a person gave, then the price and the number", () => {
    const { label, description } = rowText(row(exampleLease({ label: "support" })), "en");
    expect(label).toBe("support");
    expect(description).toMatch(/^\$19\.99\/mo · \+1 305 555 0100 · /);
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
        errors: [
          {
            code: "INSUFFICIENT_BALANCE",
            happened: "The balance is too low.",
            next: "Add funds.",
          },
        ],
      },
    ];
    const failed = row(exampleLease({ state: "failed", provisioning }));
    const text = rowText(failed, "en");
    expect(text.description).toContain("SMS failed: insufficient balance");
    expect(text.attention).toBe(true);
    expect(rowTooltip(failed, "en")).toContain("SMS failed: The balance is too low. Add funds.");
  });

  it("counts an account's numbers, and those that need attention", () => {
    const children = [row(exampleLease()), row(exampleLease({ state: "suspended" }))];
    const { label, description } = rowText({
      kind: "account",
      id: "first",
      account: first,
      children,
      pending: false,
      asOf: null,
    });
    expect(label).toBe("Contiguity · acme");
    expect(description).toBe("2 numbers · 1 needs attention");
  });

  it("does not call an account without numbers that could not be read", () => {
    const failure: TreeNode = {
      kind: "failure",
      id: "f",
      account: first,
      trouble: { kind: "unauthorized" },
      asOf: null,
      apart: false,
    };
    const { description } = rowText({
      kind: "account",
      id: "first",
      account: first,
      children: [failure],
      pending: false,
      asOf: null,
    });
    expect(description).toBe("not read");
  });
});

describe("where a number was leased", () => {
  const at = (origin: "here" | "before" | "elsewhere") =>
    leaseRow(exampleLease(), exampleEntry({ origins: new Map([[exampleLease().number, origin]]) }));

  it("is said in the row only of one that was leased elsewhere", () => {
    expect(rowText(at("elsewhere"), "en").description).toMatch(
      /^\$19\.99\/mo · leased elsewhere · /,
    );
    for (const origin of ["here", "before"] as const)
      expect(rowText(at(origin), "en").description).not.toContain("leased");
  });

  it("says the type once among the facts, where no place is named", () => {
    const lease = exampleLease({ country: "US", place: null, type: "local" });
    const facts = leaseFacts(leaseRow(lease, exampleEntry()), "en");
    expect(facts.filter(([, value]) => value.includes("local"))).toEqual([["Type", "local"]]);
    expect(facts).toContainEqual(["Place", "US"]);
  });

  it("is among the facts, and in the tooltip", () => {
    expect(leaseFacts(at("here"), "en")).toContainEqual(["Leased", "with Leaseline"]);
    expect(rowTooltip(at("elsewhere"), "en").join("\n")).toContain(
      "Leased: elsewhere, and not through this ledger",
    );
  });
});

describe("an account that could not be read", () => {
  const asOf = "2026-11-20T14:02:00";
  const trouble = {
    kind: "no-answer",
    reason: "timed-out",
    status: null,
    detail: null,
    retryAfterMs: null,
  } as const;

  it("shows the numbers that were there, and as of when", () => {
    const known = exampleEntry({ leases: [exampleLease()], trouble, asOf });
    const rows = tree(known, exampleEntry({ account: second }));
    const [account] = rows;
    if (account?.kind !== "account") throw new Error("no account");
    expect(rowText(account, "en").description).toMatch(/^1 number · as of Nov 20, 2026, 2:02/);
    const [failed, lease] = account.children;
    expect(failed && rowText(failed, "en").description).toMatch(
      /^as of Nov 20, 2026, 2:02.* · The provider did not answer/,
    );
    expect(lease?.kind).toBe("lease");
  });
});
