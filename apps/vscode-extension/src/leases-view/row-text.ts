import { formatMoney } from "@leaseline/core";
import { accountTitle } from "../accounts/account.js";
import {
  askedThroughIt,
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
import { attentionWords, numberCount } from "../words/count-words.js";
import { translate, words } from "../words/translate.js";
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
        label: translate("Could not be read"),
        description: joined(
          happened,
          node.asOf && translate("as of {0}", formatTime(node.asOf, locale)),
        ),
        icon: "error",
        attention: true,
      };
    }
    case "unreadable":
      return {
        label: node.unread.text ?? translate("An entry of the list"),
        description: translate("could not be read: {0}", node.unread.reason),
        icon: "question",
        attention: false,
      };
    case "operation":
      return {
        label: internationalNumber(node.operation.number),
        description: joined(
          node.operation.price && words.recurring(node.operation.price, locale),
          operationWords(node.operation),
          node.orphaned ? translate("of an account that is not connected here") : null,
        ),
        icon: operationIcon(node.operation),
        attention: attentionOf(node),
      };
    case "lease":
      return leaseText(node, locale);
  }
}

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
        ? translate("The numbers are shown as they were at {0}.", formatTime(node.asOf, locale))
        : "";
      return [[troubleSentence(node.trouble), asOf].filter(Boolean).join(" ")];
    }
    case "unreadable":
      return [
        translate("The provider lists this, and it could not be read: {0}", node.unread.reason),
      ];
    case "operation":
      return [
        ...factLines(operationFacts(node.operation, locale)),
        ...(node.orphaned ? [askedThroughIt()] : []),
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
    [translate("Number"), internationalNumber(lease.number)],
    ["E.164", lease.number],
    [translate("Label"), lease.label],
    [translate("In progress"), operation && operationWords(operation)],
    [translate("State"), stateWords(lease, locale)],
    ...provisioningFacts(lease),
    [translate("Leased"), origin && originWords(origin)],
    [translate("Place"), placeWords(lease)],
    [translate("Type"), words.type(lease.type)],
    [translate("Channels"), featureWords(lease.features)],
    [translate("Price"), words.recurring(price, locale)],
    [translate("Setup"), price?.setup ? formatMoney(price.setup, locale) : null],
    [translate("Next charge"), lease.nextChargeAt ? formatDate(lease.nextChargeAt, locale) : null],
    [translate("Ends"), lease.endsAt ? formatDate(lease.endsAt, locale) : null],
    [translate("Lease"), lease.leaseId],
  ];
  return facts.flatMap(([name, value]) => (value ? [[name, value] as const] : []));
}

function factLines(facts: readonly (readonly [string, string])[]): readonly string[] {
  return facts.map(([name, value]) => `${name}: ${value}`);
}

/** What is known of it, side by side. */
function joined(...parts: readonly (string | null | undefined)[]): string {
  return parts.filter(Boolean).join(" · ");
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
  return {
    label: lease.label ?? number,
    description: joined(
      words.recurring(lease.price, locale),
      lease.label === null ? null : number,
      origin === "elsewhere" ? translate("leased elsewhere") : null,
      ...middle,
    ),
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
  const unread =
    count > 0 ? null : pending ? translate("being read…") : failed ? translate("not read") : null;
  const attention = children.filter(attentionOf).length;
  return joined(
    unread ?? numberCount(count),
    attention > 0 ? attentionWords(attention) : null,
    asOf && count > 0 ? translate("as of {0}", formatTime(asOf, locale)) : null,
  );
}
