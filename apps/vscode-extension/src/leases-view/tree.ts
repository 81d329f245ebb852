import {
  type Lease,
  type LeaseFailure,
  describeFailure,
  failureSentence,
  formatMoney,
  formatRecurring,
  monthlyCost,
  totalsByCurrency,
} from "@leaseline/core";
import { type StoredAccount, accountTitle } from "../accounts/account.js";
import type { AccountLeases } from "./lease-list.js";
import {
  featureWords,
  formatDate,
  internationalNumber,
  nationalNumber,
  needsAttention,
  placeWords,
  stateIcon,
  stateWords,
} from "./lease-words.js";

/** A row of the tree. Its id stays the same from one reading to the next. */
export type TreeNode =
  | {
      readonly kind: "account";
      readonly id: string;
      readonly account: StoredAccount;
      readonly children: readonly TreeNode[];
    }
  | { readonly kind: "lease"; readonly id: string; readonly lease: Lease }
  | {
      readonly kind: "failure";
      readonly id: string;
      readonly account: StoredAccount;
      readonly failure: LeaseFailure;
    };

/** The rows at the top: accounts when there are several, else the numbers of the only one. */
export function treeOf(accounts: readonly AccountLeases[]): readonly TreeNode[] {
  const rows = accounts.map((entry) => ({ entry, children: rowsOf(entry) }));
  if (rows.length === 1) return rows[0]?.children ?? [];
  return rows.map(({ entry: { account }, children }) => ({
    kind: "account",
    id: account.id,
    account,
    children,
  }));
}

function rowsOf({ account, leases, failure }: AccountLeases): readonly TreeNode[] {
  const rows: TreeNode[] = leases.map((lease) => ({
    kind: "lease",
    id: `${account.id} ${lease.number}`,
    lease,
  }));
  if (failure) rows.unshift({ kind: "failure", id: `${account.id} failure`, account, failure });
  return rows;
}

/** How a row looks, in words that do not depend on an editor. */
export interface RowText {
  readonly label: string;
  readonly description: string;
  readonly icon: string;
  readonly attention: boolean;
}

export function rowText(node: TreeNode, locale?: string): RowText {
  switch (node.kind) {
    case "account":
      return {
        label: accountTitle(node.account),
        description: accountSummary(node.children),
        icon: "account",
        attention: false,
      };
    case "failure":
      return {
        label: "Could not be read",
        description: describeFailure(node.failure).happened,
        icon: "error",
        attention: true,
      };
    case "lease":
      return leaseText(node.lease, locale);
  }
}

/** Read when the row is hovered over. */
export function rowTooltip(node: TreeNode, locale?: string): string {
  switch (node.kind) {
    case "account":
      return accountTitle(node.account);
    case "failure":
      return failureSentence(node.failure);
    case "lease":
      return leaseFacts(node.lease, locale)
        .map(([name, value]) => `${name}: ${value}`)
        .join("\n");
  }
}

/** Everything known of a lease, as names and values. */
export function leaseFacts(lease: Lease, locale?: string): readonly (readonly [string, string])[] {
  const { price } = lease;
  const facts: (readonly [string, string | null])[] = [
    ["Number", internationalNumber(lease.number)],
    ["E.164", lease.number],
    ["Label", lease.label],
    ["State", stateWords(lease, locale)],
    ["Place", placeWords(lease)],
    ["Type", lease.type],
    ["Channels", featureWords(lease.features)],
    ["Price", formatRecurring(price, locale)],
    ["Setup", price?.setup ? formatMoney(price.setup, locale) : null],
    ["Next charge", lease.nextChargeAt ? formatDate(lease.nextChargeAt, locale) : null],
    ["Ends", lease.endsAt ? formatDate(lease.endsAt, locale) : null],
    ["Lease", lease.leaseId],
  ];
  return facts.flatMap(([name, value]) => (value ? [[name, value] as const] : []));
}

/** `US$29.49/mo · €6.00/mo`: one total for each currency, never one over all. */
export function totalsText(leases: readonly Lease[], locale?: string): string {
  return totalsByCurrency(monthlyCosts(leases))
    .map((total) => `${formatMoney(total, locale)}/mo`)
    .join(" · ");
}

/** What each lease costs a month, where that is known. One that is being released is not charged again. */
export function monthlyCosts(leases: readonly Lease[]) {
  return leases
    .filter(({ state }) => state !== "releasing")
    .map(({ price }) => (price ? monthlyCost(price) : null))
    .filter((cost) => cost !== null);
}

function leaseText(lease: Lease, locale?: string): RowText {
  const number = nationalNumber(lease.number);
  // A side bar is narrow: what is not as it should be comes first, and where it is can wait.
  const middle =
    lease.state === "active"
      ? [placeWords(lease), featureWords(lease.features)]
      : [stateWords(lease, locale)];
  const description = [
    lease.label === null ? null : number,
    ...middle,
    formatRecurring(lease.price, locale),
  ];
  return {
    label: lease.label ?? number,
    description: description.filter(Boolean).join(" · "),
    icon: stateIcon(lease),
    attention: needsAttention(lease),
  };
}

function accountSummary(children: readonly TreeNode[]): string {
  const leases = children.flatMap((child) => (child.kind === "lease" ? [child.lease] : []));
  const failed = children.some(({ kind }) => kind === "failure");
  const attention = leases.filter(needsAttention).length;
  const count =
    failed && leases.length === 0
      ? "not read"
      : `${leases.length} ${leases.length === 1 ? "number" : "numbers"}`;
  return attention > 0
    ? `${count} · ${attention} need${attention === 1 ? "s" : ""} attention`
    : count;
}
