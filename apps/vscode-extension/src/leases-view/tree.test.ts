import type { Lease } from "@leaseline/core";
import { describe, expect, it } from "vitest";
import type { StoredAccount } from "../accounts/account.js";
import { e164, exampleLease, exampleOperation, monthly } from "../../test/support/examples.js";
import type { AccountLeases } from "./account-leases.js";
import { leaseFacts } from "./lease-facts.js";
import { rowText } from "./row-text.js";
import { rowTooltip } from "./row-tooltip.js";
import { totalsText } from "./totals.js";
import { type TreeNode, leavesOf } from "./nodes.js";
import { leaseRow, treeOf } from "./tree.js";

const first: StoredAccount = {
  id: "first",
  provider: "contiguity",
  label: "acme",
  sandbox: false,
  production: false,
  revision: "",
};
const second: StoredAccount = {
  id: "second",
  provider: "sinch",
  label: "acme",
  sandbox: false,
  production: false,
  revision: "",
};
const tree = (...accounts: readonly AccountLeases[]) =>
  treeOf({ accounts, orphans: [], elsewhere: [] });
const row = (lease: Lease): TreeNode => leaseRow(lease, null);
const entry = (change: Partial<AccountLeases> = {}): AccountLeases => ({
  account: first,
  leases: [],
  trouble: null,
  unreadable: [],
  pending: false,
  asOf: null,
  operations: [],
  origins: new Map(),
  protectedNumbers: new Set(),
  ...change,
});

describe("the tree", () => {
  it("shows numbers at the top when there is one account", () => {
    const rows = tree(entry({ leases: [exampleLease()] }));
    expect(rows.map(({ kind }) => kind)).toEqual(["lease"]);
  });

  it("shows accounts at the top when there are several", () => {
    const rows = tree(entry({ leases: [exampleLease()] }), entry({ account: second }));
    expect(rows.map(({ id }) => id)).toEqual(["first", "second"]);
  });

  it("keeps what was read of an account beside what went wrong", () => {
    const trouble = { kind: "unauthorized" } as const;
    const rows = tree(entry({ leases: [exampleLease()], trouble }));
    expect(rows.map(({ kind }) => kind)).toEqual(["failure", "lease"]);
  });

  it("gives one number in two accounts two ids", () => {
    const leases = [exampleLease()];
    const rows = tree(entry({ leases }), entry({ account: second, leases }));
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

describe("an operation that is not settled", () => {
  const shown = (rows: readonly TreeNode[]) => rows.map((one) => rowText(one, "en").description);

  it.each([
    ["claimed", "leasing…"],
    ["sent", "leasing…"],
    ["unknown", "checking whether it was leased…"],
    ["needs-attention", "needs attention: it may have been leased"],
  ] as const)("is a row of its number that says how far it is when it is %s", (state, words) => {
    const rows = tree(entry({ operations: [exampleOperation({ state })] })).flatMap(leavesOf);
    expect(shown(rows)).toEqual([`$19.99/mo · ${words}`]);
    expect(rows.map((one) => rowText(one, "en").label)).toEqual(["+1 305 555 0100"]);
  });

  it("shows a number that is held once, with what is being done about it", () => {
    const lease = exampleLease();
    const operation = exampleOperation({ kind: "release", lease });
    const rows = tree(entry({ leases: [lease], operations: [operation] })).flatMap(leavesOf);
    expect(shown(rows)).toEqual(["$19.99/mo · checking whether it was released…"]);
  });

  it("keeps its row's id when the number turns out to be leased", () => {
    const before = tree(entry({ operations: [exampleOperation()] })).flatMap(leavesOf);
    const after = tree(entry({ leases: [exampleLease()] }));
    expect(before.map(({ id }) => id)).toEqual(after.map(({ id }) => id));
  });

  it("calls for attention when nobody knows what became of it", () => {
    const calls = (state: "sent" | "unknown" | "needs-attention") =>
      tree(entry({ operations: [exampleOperation({ state })] }))
        .flatMap(leavesOf)
        .map((one) => rowText(one, "en").attention);
    expect([calls("sent"), calls("unknown"), calls("needs-attention")]).toEqual([
      [false],
      [true],
      [true],
    ]);
  });

  it("is said to be of an account that is not connected here, and calls for attention", () => {
    const rows = treeOf({
      accounts: [entry()],
      orphans: [exampleOperation({ account: "gone" })],
      elsewhere: [],
    });
    expect(shown(rows)[0]).toContain("of an account that is not connected here");
    expect(rows.map((one) => rowText(one, "en").attention)).toEqual([true]);
  });
});

describe("where a number was leased", () => {
  const at = (origin: "here" | "before" | "elsewhere") =>
    leaseRow(exampleLease(), entry({ origins: new Map([[exampleLease().number, origin]]) }));

  it("is said in the row only of one that was leased elsewhere", () => {
    expect(rowText(at("elsewhere"), "en").description).toMatch(
      /^\$19\.99\/mo · leased elsewhere · /,
    );
    for (const origin of ["here", "before"] as const)
      expect(rowText(at(origin), "en").description).not.toContain("leased");
  });

  it("is among the facts, and in the tooltip", () => {
    expect(leaseFacts(at("here"), "en")).toContainEqual([
      "Leased",
      "with Leaseline, on this computer",
    ]);
    expect(rowTooltip(at("elsewhere"), "en").join("\n")).toContain("Leased: elsewhere");
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
    const known = entry({ leases: [exampleLease()], trouble, asOf });
    const rows = tree(known, entry({ account: second }));
    const [account] = rows;
    if (account?.kind !== "account") throw new Error("no account");
    expect(rowText(account, "en").description).toMatch(/^1 number · as of Nov 20, 2026, 2:02/);
    const [failed, lease] = account.children;
    expect(failed && rowText(failed, "en").description).toMatch(
      /^The provider did not answer.* · as of Nov 20, 2026, 2:02/,
    );
    expect(lease?.kind).toBe("lease");
  });
});

describe("the totals", () => {
  it("are kept apart for each currency", () => {
    const leases = [
      exampleLease({ price: monthly("19.99") }),
      exampleLease({ number: e164("+4670174060"), price: monthly("6.00", "EUR") }),
      exampleLease({ number: e164("+13055550101"), price: monthly("9.50") }),
    ];
    expect(totalsText({ leases, unread: 0 }, "en")).toBe("$29.49 + €6.00 a month");
  });

  it("spread what is paid for several months over them", () => {
    const price = { ...monthly("6.00", "EUR"), intervalMonths: 3 };
    expect(totalsText({ leases: [exampleLease({ price })], unread: 0 }, "en")).toBe(
      "€2.00 a month",
    );
  });

  it("are rounded up where a price is not spread evenly", () => {
    const price = { ...monthly("0.80"), intervalMonths: 3 };
    expect(totalsText({ leases: [exampleLease({ price })], unread: 0 }, "en")).toBe(
      "$0.27 a month",
    );
  });

  it("leave out what is being released, and what has no known price", () => {
    const leases = [exampleLease({ state: "releasing" }), exampleLease({ price: null })];
    expect(totalsText({ leases, unread: 0 }, "en")).toBe("");
  });

  it("are “at least” where a price or what an account holds is not known", () => {
    const unpriced = [exampleLease(), exampleLease({ price: null })];
    expect(totalsText({ leases: unpriced, unread: 0 }, "en")).toBe("$19.99 a month or more");
    expect(totalsText({ leases: [exampleLease()], unread: 1 }, "en")).toBe(
      "$19.99 a month or more",
    );
    expect(totalsText({ leases: [exampleLease()], unread: 0 }, "en")).toBe("$19.99 a month");
  });
});
