import type { KnownLeases, Lease, Operation } from "@leaseline/core";
import { accountTitle } from "../accounts/account.js";
import type { AccountLeases } from "./account-leases.js";
import type { Leases } from "./leases.js";
import type { ElsewhereNode, LeaseNode, OperationNode, TreeNode } from "./nodes.js";
import { grouped, inSections } from "./sections.js";
import { type TreeChoices, firstChoices, isDefault } from "./tree-choices.js";

/** The rows at the top: accounts when there are several, else the numbers of the only one; or what was chosen. */
export function treeOf(
  { accounts, orphans, elsewhere }: Pick<Leases, "accounts" | "orphans" | "elsewhere">,
  choices: TreeChoices = firstChoices,
  locale?: string,
): readonly TreeNode[] {
  const left = orphans.map((operation) => operationRow(operation, true));
  const others = elsewhere.flatMap((list) => rowsElsewhere(list, orphans));
  const { groupBy } = choices;
  if (groupBy !== "account") {
    const several = accounts.length > 1;
    const rows = accounts.flatMap((entry) => numbersOf(entry, choices, several));
    const troubles = accounts.flatMap((entry) => failureOf(entry, true));
    const odd = accounts.flatMap(oddOf);
    return drawn(
      [...troubles, ...grouped([...rows, ...left], groupBy, locale), ...odd, ...others],
      choices,
    );
  }
  const rows = accounts.map((entry) => ({ entry, children: rowsOf(entry, choices) }));
  const [only] = rows;
  if (only && rows.length === 1) return drawn([...only.children, ...left, ...others], choices);
  const tops = rows.map(({ entry: { account, pending, asOf }, children }) => ({
    kind: "account" as const,
    id: account.id,
    account,
    children,
    pending,
    asOf,
  }));
  return drawn([...tops, ...left, ...others], choices);
}

/** No more of any list than were asked for: a tree of thousands of rows is slow to draw, and nobody reads it. */
function drawn(rows: readonly TreeNode[], choices: TreeChoices, parent = ""): readonly TreeNode[] {
  const limit = choices.shown(parent);
  const within = rows
    .slice(0, limit)
    .map((row) =>
      "children" in row ? { ...row, children: drawn(row.children, choices, row.id) } : row,
    );
  const left = rows.length - limit;
  return left > 0 ? [...within, { kind: "more", id: `${parent} more`, parent, left }] : within;
}

function rowsOf(entry: AccountLeases, choices: TreeChoices): readonly TreeNode[] {
  return [
    ...failureOf(entry, false),
    ...inSections(numbersOf(entry, choices, false), entry.account.id),
    ...oddOf(entry),
  ];
}

/** A number with an open operation has one row, whether it is held or not. */
function numbersOf(
  entry: AccountLeases,
  choices: TreeChoices,
  named: boolean,
): readonly (LeaseNode | OperationNode)[] {
  const { account, leases, operations } = entry;
  const held = new Set(leases.map(({ number }) => number));
  return [
    ...leases.map((lease) => ({
      ...leaseRow(lease, entry),
      isDefault: isDefault(choices, { account: account.id, number: lease.number }),
      of: named ? accountTitle(account) : null,
    })),
    ...operations
      .filter(({ number }) => !held.has(number))
      .map((operation) => operationRow(operation, false)),
  ].toSorted((left, right) => (left.id < right.id ? -1 : 1));
}

function failureOf({ account, trouble, asOf }: AccountLeases, apart: boolean) {
  const id = `${account.id} failure`;
  return trouble ? [{ kind: "failure" as const, id, account, trouble, asOf, apart }] : [];
}

function oddOf({ account, unreadable }: AccountLeases) {
  return unreadable.map((unread, index) => ({
    kind: "unreadable" as const,
    id: `${account.id} unreadable ${index}`,
    unread,
  }));
}

/** A number with something open has its row by that. */
function rowsElsewhere(
  { identity, account, leases, readAt }: KnownLeases,
  open: readonly Operation[],
): readonly ElsewhereNode[] {
  const taken = new Set(open.map(({ number }) => number));
  return leases
    .filter(({ lease }) => !taken.has(lease.number))
    .map(({ lease }) => ({
      kind: "elsewhere",
      id: `${identity ?? account} ${lease.number}`,
      held: lease,
      readAt,
    }));
}

export function leaseRow(lease: Lease, entry: AccountLeases | null): LeaseNode {
  return {
    kind: "lease",
    id: `${entry?.account.id ?? lease.account} ${lease.number}`,
    lease,
    origin: entry?.origins.get(lease.number) ?? null,
    operation: entry?.operations.find(({ number }) => number === lease.number) ?? null,
    isProtected: entry?.protectedNumbers.has(lease.number) ?? false,
    isDefault: false,
    of: null,
  };
}

function operationRow(operation: Operation, orphaned: boolean): OperationNode {
  return {
    kind: "operation",
    id: `${operation.account} ${operation.number}`,
    operation,
    orphaned,
  };
}
