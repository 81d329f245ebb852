import { providers } from "@leaseline/core";
import { accountTitle } from "../accounts/account.js";
import { askedThroughIt, formatTime, operationFacts } from "../words/operation-words.js";
import { translate } from "../words/translate.js";
import { troubleSentence } from "../words/trouble-words.js";
import { leaseFacts } from "./lease-facts.js";
import { rowText } from "./row-text.js";
import type { TreeNode } from "./nodes.js";

/** Read when the row is hovered over, line by line. */
export function rowTooltip(node: TreeNode, locale?: string): readonly string[] {
  switch (node.kind) {
    case "account":
      return [accountTitle(node.account)];
    case "group":
    case "more": {
      const { label, description } = rowText(node, locale);
      return [`${label} · ${description}`];
    }
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
        ...(node.orphaned ? [askedThroughIt(node.operation)] : []),
      ];
    case "elsewhere":
      return [
        ...factLines(
          leaseFacts(
            { lease: node.held, origin: null, operation: null, isProtected: false },
            locale,
          ),
        ),
        ...(node.readAt === null
          ? []
          : [translate("It is shown as it was at {0}.", formatTime(node.readAt, locale))]),
        translate(
          "It is of an account at {0} that is not connected here: only a machine that has its keys can release it.",
          providers.find(({ id }) => id === node.held.provider)?.name ?? node.held.provider,
        ),
      ];
    case "lease":
      return factLines(leaseFacts(node, locale));
  }
}

function factLines(facts: readonly (readonly [string, string])[]): readonly string[] {
  return facts.map(([name, value]) => `${name}: ${value}`);
}
