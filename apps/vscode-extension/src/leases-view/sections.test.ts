import { describe, expect, it } from "vitest";
import {
  e164,
  exampleLease,
  exampleOperation,
  exampleAccount,
  exampleEntry,
} from "../../test/support/examples.js";
import type { AccountLeases } from "./account-leases.js";
import { attentionOf, type TreeNode, leavesOf } from "./nodes.js";
import { rowContext } from "./row-context.js";
import { rowAloud, rowText } from "./row-text.js";
import { treeOf } from "./tree.js";
import { type TreeChoices, createTreeChoices, firstChoices } from "./tree-choices.js";

const first = exampleAccount();
const [one, two] = [e164("+13055550100"), e164("+13055550101")];
const [three, four] = [e164("+13055550102"), e164("+13055550103")];
const lease = (number = one, change = {}) => exampleLease({ ...change, number });
const tree = (accounts: readonly AccountLeases[], choices: Partial<TreeChoices> = {}) =>
  treeOf({ accounts, orphans: [], elsewhere: [] }, { ...firstChoices, ...choices }, "en");
const said = (nodes: readonly TreeNode[]) =>
  nodes.map((node) => [rowText(node, "en").label, leavesOf(node).map(({ id }) => id.slice(-2))]);

describe("what stands apart", () => {
  it("is what nobody knows, what is on its way, and what was leased elsewhere", () => {
    const rows = tree([
      exampleEntry({
        leases: [lease(one), lease(two)],
        operations: [
          exampleOperation({ number: three, state: "unknown" }),
          exampleOperation({ number: four, state: "sent" }),
        ],
        origins: new Map([[two, "elsewhere"]]),
      }),
    ]);
    expect(said(rows)).toEqual([
      ["Outcome not known", ["02"]],
      ["Leasing and releasing", ["03"]],
      ["+1 305 555 0100", ["00"]],
      ["Leased elsewhere", ["01"]],
    ]);
    expect(rowText(rows[0] as TreeNode, "en").description).toBe("1 number · 1 needs attention");
    // Its title says where they were leased: no row says it again.
    const [elsewhere] = rows.slice(-1).flatMap(leavesOf);
    expect(elsewhere && rowText(elsewhere, "en").description).not.toContain("elsewhere");
  });

  it("is not there when there is nothing of it", () => {
    expect(said(tree([exampleEntry({ leases: [lease()] })]))).toEqual([
      ["+1 305 555 0100", ["00"]],
    ]);
  });
});

describe("numbers put together", () => {
  const second = { ...first, id: "second", label: "other" };
  const accounts = [
    exampleEntry({ leases: [lease(one), lease(two, { country: "SE", state: "pending" })] }),
    exampleEntry({ account: second, leases: [lease(three, { country: null })] }),
  ];

  it("by country are those of all accounts, each with whose it is", () => {
    const rows = tree(accounts, { groupBy: "country" });
    expect(said(rows)).toEqual([
      ["Country not known", ["02"]],
      ["Sweden", ["01"]],
      ["United States", ["00"]],
    ]);
    const [leaf] = rows.flatMap(leavesOf);
    expect(leaf && rowText(leaf, "en").description).toContain("Contiguity · other");
  });

  it("by state are called by it", () => {
    expect(said(tree(accounts, { groupBy: "state" }))).toEqual([
      ["Active", ["00", "02"]],
      ["Being set up", ["01"]],
    ]);
  });

  it("leave no account's failure out, and name it", () => {
    const failed = exampleEntry({ account: second, trouble: { kind: "unauthorized" } });
    const [row] = tree([exampleEntry(), failed], { groupBy: "country" });
    expect(row && rowText(row, "en").label).toBe("Contiguity · other could not be read");
  });

  it("have the same ids however they are put together", () => {
    const ids = (groupBy: TreeChoices["groupBy"]) =>
      tree(accounts, { groupBy })
        .flatMap(leavesOf)
        .map(({ id }) => id)
        .toSorted();
    expect(ids("country")).toEqual(ids("account"));
    expect(ids("state")).toEqual(ids("account"));
  });
});

describe("a long list", () => {
  const leases = Array.from({ length: 2500 }, (_, index) =>
    lease(e164(`+1305555${String(1000 + index)}`)),
  );

  it("is drawn a thousand rows at a time, and says how many are left", () => {
    const kept = new Map<string, unknown>();
    const choices = createTreeChoices({ get: (key) => kept.get(key), update: async () => {} });
    for (const [rows, left] of [
      [1001, "1500 more are not shown"],
      [2001, "500 more are not shown"],
      [2500, null],
    ] as const) {
      const shown = tree([exampleEntry({ leases })], choices.now);
      expect(shown).toHaveLength(rows);
      const last = shown.at(-1);
      if (left) expect(last && rowText(last, "en").description).toBe(left);
      else expect(last?.kind).toBe("lease");
      choices.showMore(last?.kind === "more" ? last.parent : "");
    }
  });

  it("counts those that are not drawn", () => {
    const [row] = tree([
      exampleEntry({ leases }),
      exampleEntry({ account: { ...first, id: "x" } }),
    ]);
    expect(row && rowText(row, "en").description).toBe("2,500 numbers");
  });
});

describe("the number of a workspace", () => {
  it("says so in its row, and is kept", () => {
    const kept = new Map<string, unknown>();
    const state = {
      get: (key: string) => kept.get(key),
      update: async (key: string, value: unknown) => void kept.set(key, value),
    };
    createTreeChoices(state).setDefault({ account: "first", number: one });
    const { now } = createTreeChoices(state);
    const [row] = tree([exampleEntry({ leases: [lease()] })], now);
    expect(row && rowText(row, "en").description).toContain("workspace default");
  });

  it.each(["x", 1, null, { account: 1 }])("is none where something else is kept: %j", (value) => {
    const { now } = createTreeChoices({ get: () => value, update: async () => {} });
    expect(now).toMatchObject({ groupBy: "account", defaultNumber: null });
  });
});

describe("a row", () => {
  const rowOf = (change: object, more: Partial<AccountLeases> = {}) => {
    const [row] = tree([exampleEntry({ leases: [lease(one, change)], ...more })]);
    if (!row) throw new Error("no row");
    return row;
  };
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

  it("calls for attention within a week of its end, and says when that is", () => {
    expect(attentionOf(rowOf({ endsAt: inDays(6) }))).toBe(true);
    expect(rowText(rowOf({ endsAt: inDays(6) }), "en").description).toContain("ends ");
    expect(attentionOf(rowOf({ endsAt: inDays(8) }))).toBe(false);
    expect(attentionOf(rowOf({}))).toBe(false);
  });

  it("is read aloud with its state, and without the signs between its parts", () => {
    const row = rowOf({ label: "support" });
    expect(rowAloud(row, rowText(row, "en"))).toBe(
      "support, active, $19.99/mo, +1 305 555 0100, US Miami, FL, SMS Voice",
    );
  });

  it("offers what can be done with it, and nothing else", () => {
    const guarded = { protectedNumbers: new Set([one]) };
    expect(rowContext(rowOf({}))).toBe("lease");
    expect(rowContext(rowOf({}, guarded))).toBe("lease-protected");
    expect(rowText(rowOf({}, guarded), "en").description).toContain("protected");
    expect(rowContext(rowOf({ state: "releasing" }))).toBe("lease-ending");
  });
});
