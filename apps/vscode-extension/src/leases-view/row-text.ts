import { accountTitle } from "../accounts/account.js";
import { formatTime, operationIcon, operationWords } from "../words/operation-words.js";
import {
  endsSoon,
  featureWords,
  formatDate,
  internationalNumber,
  placeWords,
  stateIcon,
  stateWords,
} from "../words/lease-words.js";
import { attentionWords, numberCount } from "../words/count-words.js";
import { translate, words } from "../words/translate.js";
import { describeTrouble } from "../words/trouble-words.js";
import { attentionOf, type LeaseNode, type TreeNode, leavesOf } from "./nodes.js";

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
        label: node.apart
          ? translate("{0} could not be read", accountTitle(node.account))
          : translate("Could not be read"),
        // A row is cut off at its end, and its tooltip says why.
        description: joined(
          node.asOf && translate("as of {0}", formatTime(node.asOf, locale)),
          happened,
        ),
        icon: "error",
        attention: true,
      };
    }
    case "group":
      return {
        label: node.title,
        description: summary(leavesOf(node), ["lease", "operation"]),
        icon: "folder",
        attention: false,
      };
    case "more":
      return {
        label: translate("Show More"),
        description: translate("{0} more are not shown", node.left),
        icon: "ellipsis",
        attention: false,
      };
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
    case "elsewhere": {
      const { label, number, price } = node.held;
      return {
        label: label ?? internationalNumber(number),
        description: joined(
          words.recurring(price, locale),
          translate("of an account that is not connected here"),
          label === null ? null : internationalNumber(number),
        ),
        icon: "organization",
        attention: false,
      };
    }
    case "lease":
      return leaseText(node, locale);
  }
}

/** What is known of it, side by side. */
function joined(...parts: readonly (string | null | undefined)[]): string {
  return parts.filter(Boolean).join(" · ");
}

/** The same for a screen reader: with the state in words always, and no signs in between. */
export function rowAloud(node: TreeNode, { label, description }: RowText): string {
  const state =
    node.kind === "lease" && node.lease.state === "active" && !node.operation
      ? words.state("active")
      : null;
  return [label, state, ...description.split(" · ")].filter(Boolean).join(", ");
}

function leaseText(node: LeaseNode, locale?: string): RowText {
  const { lease, origin, operation, isProtected } = node;
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
      isProtected ? translate("protected") : null,
      node.isDefault ? translate("workspace default") : null,
      lease.label === null ? null : number,
      origin === "elsewhere" && !node.isTold ? translate("leased elsewhere") : null,
      ...middle,
      lease.state !== "releasing" && endsSoon(lease) && lease.endsAt
        ? translate("ends {0}", formatDate(lease.endsAt, locale))
        : null,
      node.of,
    ),
    icon: operation ? operationIcon(operation) : iconOf(node),
    attention: attentionOf(node),
  };
}

/** Of one that is as it should be, that it is protected says more. */
function iconOf({ lease, isProtected }: LeaseNode): string {
  return isProtected && lease.state === "active" ? "lock" : stateIcon(lease);
}

function accountSummary(
  { children, pending, asOf }: Extract<TreeNode, { kind: "account" }>,
  locale?: string,
): string {
  const leaves = children.flatMap(leavesOf);
  const count = numbersIn(leaves, ["lease"]);
  const failed = children.some(({ kind }) => kind === "failure");
  const unread =
    count > 0 ? null : pending ? translate("being read…") : failed ? translate("not read") : null;
  return joined(
    unread ?? summary(leaves, ["lease"]),
    asOf && count > 0 ? translate("as of {0}", formatTime(asOf, locale)) : null,
  );
}

/** How many numbers they are, those that are not drawn, too, and how many of them somebody has to look at. */
function summary(leaves: readonly TreeNode[], counted: readonly TreeNode["kind"][]): string {
  const attention = leaves.filter(attentionOf).length;
  return joined(
    numberCount(numbersIn(leaves, counted)),
    attention > 0 ? attentionWords(attention) : null,
  );
}

function numbersIn(leaves: readonly TreeNode[], counted: readonly TreeNode["kind"][]): number {
  return leaves.reduce(
    (sum, leaf) => sum + (leaf.kind === "more" ? leaf.left : counted.includes(leaf.kind) ? 1 : 0),
    0,
  );
}
