import { formatMoney, formatRecurring } from "@leaseline/core";
import { accountTitle } from "../accounts/account.js";
import {
  formatTime,
  needsPerson,
  operationFacts,
  operationIcon,
  operationWords,
} from "../words/operation-words.js";
import {
  featureWords,
  formatDate,
  internationalNumber,
  needsAttention,
  originWords,
  placeWords,
  provisioningFacts,
  stateIcon,
  stateWords,
} from "../words/lease-words.js";
import { describeTrouble, troubleSentence } from "../words/trouble-words.js";
import type { LeaseNode, TreeNode } from "./tree.js";

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
        description: accountSummary(node, locale),
        icon: "account",
        attention: false,
      };
    case "failure": {
      const { happened } = describeTrouble(node.trouble);
      return {
        label: "Could not be read",
        description: node.asOf ? `${happened} · as of ${formatTime(node.asOf, locale)}` : happened,
        icon: "error",
        attention: true,
      };
    }
    case "unreadable":
      return {
        label: node.unread.text ?? "An entry of the list",
        description: `could not be read: ${node.unread.reason}`,
        icon: "question",
        attention: false,
      };
    case "operation":
      return {
        label: internationalNumber(node.operation.number),
        description: [
          node.operation.price && formatRecurring(node.operation.price, locale),
          operationWords(node.operation),
          node.orphaned ? notConnected : null,
        ]
          .filter(Boolean)
          .join(" · "),
        icon: operationIcon(node.operation),
        attention: attentionOf(node),
      };
    case "lease":
      return leaseText(node, locale);
  }
}

const notConnected = "of an account that is not connected here";

/** Whether a person has to do something about the row. */
export function attentionOf(node: TreeNode): boolean {
  switch (node.kind) {
    case "account":
    case "failure":
    case "unreadable":
      return false;
    case "operation":
      return needsPerson(node.operation, node.orphaned);
    case "lease":
      return (
        needsAttention(node.lease) ||
        (node.operation !== null && needsPerson(node.operation, false))
      );
  }
}

/** Read when the row is hovered over, line by line. */
export function rowTooltip(node: TreeNode, locale?: string): readonly string[] {
  switch (node.kind) {
    case "account":
      return [accountTitle(node.account)];
    case "failure": {
      const asOf = node.asOf
        ? ` The numbers are shown as they were at ${formatTime(node.asOf, locale)}.`
        : "";
      return [troubleSentence(node.trouble) + asOf];
    }
    case "unreadable":
      return [`The provider lists this, and it could not be read: ${node.unread.reason}`];
    case "operation":
      return [
        ...factLines(operationFacts(node.operation, locale)),
        ...(node.orphaned
          ? [`It is ${notConnected}, and can only be asked about through it: add that account.`]
          : []),
      ];
    case "lease":
      return factLines(leaseFacts(node, locale));
  }
}

/** Everything known of a lease, as names and values. */
export function leaseFacts(
  { lease, origin, operation }: LeaseNode,
  locale?: string,
): readonly (readonly [string, string])[] {
  const { price } = lease;
  const facts: (readonly [string, string | null])[] = [
    ["Number", internationalNumber(lease.number)],
    ["E.164", lease.number],
    ["Label", lease.label],
    ["In progress", operation && operationWords(operation)],
    ["State", stateWords(lease, locale)],
    ...provisioningFacts(lease),
    ["Leased", origin && originWords[origin]],
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

function factLines(facts: readonly (readonly [string, string])[]): readonly string[] {
  return facts.map(([name, value]) => `${name}: ${value}`);
}

function leaseText(node: LeaseNode, locale?: string): RowText {
  const { lease, origin, operation } = node;
  const number = internationalNumber(lease.number);
  // A side bar is narrow: what it costs comes first, then what is not as it should be; where it is can wait.
  const middle = operation
    ? [operationWords(operation)]
    : lease.state === "active"
      ? [placeWords(lease), featureWords(lease.features)]
      : [stateWords(lease, locale)];
  const description = [
    formatRecurring(lease.price, locale),
    lease.label === null ? null : number,
    ...(origin === "elsewhere" ? ["leased elsewhere"] : []),
    ...middle,
  ];
  return {
    label: lease.label ?? number,
    description: description.filter(Boolean).join(" · "),
    icon: operation ? operationIcon(operation) : stateIcon(lease),
    attention: attentionOf(node),
  };
}

function accountSummary(
  { children, pending, asOf }: Extract<TreeNode, { kind: "account" }>,
  locale?: string,
): string {
  const count = children.filter(({ kind }) => kind === "lease").length;
  const failed = children.some(({ kind }) => kind === "failure");
  const unread = count > 0 ? null : pending ? "being read…" : failed ? "not read" : null;
  const attention = children.filter(attentionOf).length;
  return [
    unread ?? `${count} ${count === 1 ? "number" : "numbers"}`,
    attention > 0 ? `${attention} need${attention === 1 ? "s" : ""} attention` : null,
    asOf && count > 0 ? `as of ${formatTime(asOf, locale)}` : null,
  ]
    .filter(Boolean)
    .join(" · ");
}
