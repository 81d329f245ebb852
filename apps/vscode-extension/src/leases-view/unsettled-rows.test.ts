import type { AccountIdentity } from "@leaseline/core";
import { describe, expect, it } from "vitest";
import { exampleLease, exampleOperation, exampleEntry } from "../../test/support/examples.js";
import type { AccountLeases } from "./account-leases.js";
import { rowText } from "./row-text.js";
import { rowTooltip } from "./row-tooltip.js";
import { type TreeNode, leavesOf } from "./nodes.js";
import { treeOf } from "./tree.js";

const tree = (...accounts: readonly AccountLeases[]) =>
  treeOf({ accounts, orphans: [], elsewhere: [] });

describe("an operation that is not settled", () => {
  const shown = (rows: readonly TreeNode[]) => rows.map((one) => rowText(one, "en").description);

  it.each([
    ["claimed", "leasing…"],
    ["sent", "leasing…"],
    ["unknown", "checking whether it was leased…"],
    ["needs-attention", "needs attention: it may have been leased"],
  ] as const)("is a row of its number that says how far it is when it is %s", (state, words) => {
    const rows = tree(exampleEntry({ operations: [exampleOperation({ state })] })).flatMap(
      leavesOf,
    );
    expect(shown(rows)).toEqual([`$19.99/mo · ${words}`]);
    expect(rows.map((one) => rowText(one, "en").label)).toEqual(["+1 305 555 0100"]);
  });

  it("shows a number that is held once, with what is being done about it", () => {
    const lease = exampleLease();
    const operation = exampleOperation({ kind: "release", lease });
    const rows = tree(exampleEntry({ leases: [lease], operations: [operation] })).flatMap(leavesOf);
    expect(shown(rows)).toEqual(["$19.99/mo · checking whether it was released…"]);
  });

  it("keeps its row's id when the number turns out to be leased", () => {
    const before = tree(exampleEntry({ operations: [exampleOperation()] })).flatMap(leavesOf);
    const after = tree(exampleEntry({ leases: [exampleLease()] }));
    expect(before.map(({ id }) => id)).toEqual(after.map(({ id }) => id));
  });

  it("calls for attention when nobody knows what became of it", () => {
    const calls = (state: "sent" | "unknown" | "needs-attention") =>
      tree(exampleEntry({ operations: [exampleOperation({ state })] }))
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
      accounts: [exampleEntry()],
      orphans: [exampleOperation({ account: "gone" })],
      elsewhere: [],
    });
    expect(shown(rows)[0]).toContain("of an account that is not connected here");
    expect(rows.map((one) => rowText(one, "en").attention)).toEqual([true]);
  });

  it.each([
    ["by what the account is", { identity: "sinch|https://api|p1" as AccountIdentity }, "Sinch"],
    ["by its lease", { lease: exampleLease() }, "Contiguity"],
    [
      "that is not here yet",
      { identity: "elsewhere|https://api|k" as AccountIdentity },
      "elsewhere",
    ],
  ])("names the provider whose account is to be added, %s", (_, known, name) => {
    const [row] = treeOf({ accounts: [], orphans: [exampleOperation(known)], elsewhere: [] });
    expect(row && rowTooltip(row, "en").at(-1)).toContain(`of an account at ${name} that is not`);
  });

  it("names none where nobody knows whose it is", () => {
    const [row] = treeOf({ accounts: [], orphans: [exampleOperation()], elsewhere: [] });
    expect(row && rowTooltip(row, "en").at(-1)).toContain("of an account that is not connected");
  });
});
