import type { Operation } from "@leaseline/core";
import type { LeaseActions } from "../prompts/lease-actions.js";
import { dearerWords, internationalNumber } from "../words/lease-words.js";
import { askedThroughIt, mayBe, notFoundOut } from "../words/operation-words.js";
import type { Notice, NoticeAction } from "../prompts/prompts.js";
import { describeFailure, translate } from "../words/translate.js";

/**
 * What has become of an operation that nobody was waiting for any more; null for what needs no words.
 * @param isReachable - whether an account is here through which it can be asked about.
 */
export function verdictNotice(
  operation: Operation,
  actions: LeaseActions,
  isReachable = true,
): Notice | null {
  const shown = internationalNumber(operation.number);
  switch (operation.state) {
    case "committed":
      return {
        text:
          operation.kind === "lease"
            ? [
                translate("{0} was leased after all, once.", shown),
                dearerWords(operation.lease?.price ?? null, operation.price),
              ]
                .filter(Boolean)
                .join(" ")
            : translate("{0} was released after all.", shown),
        actions: [{ label: translate("Copy"), run: () => actions.copy(operation.number) }],
      };
    case "absent":
      return {
        // A later list may show it all the same.
        text:
          operation.kind === "lease"
            ? translate("{0} seems not to be leased: the provider does not show it.", shown)
            : notDone(operation),
        actions: retries(operation, actions),
      };
    case "rejected":
    case "not-sent": {
      return {
        text: [notDone(operation), operation.failure && describeFailure(operation.failure).happened]
          .filter(Boolean)
          .join(" "),
        actions: retries(operation, actions),
      };
    }
    case "needs-attention":
      return {
        severity: "warning",
        text: `${notFoundOut(operation)} ${mayBe(operation)} ${isReachable ? translate("Look in the provider's dashboard.") : askedThroughIt(operation)}`,
        actions: attentionActions(operation, actions, isReachable),
      };
    case "claimed":
    case "sent":
    case "unknown":
    case "accepted":
    case "abandoned":
      return null;
  }
}

/** Said for as long as nobody knows; short, as it stands in one line. */
export function checkingWords({ kind, number }: Pick<Operation, "kind" | "number">): string {
  const shown = internationalNumber(number);
  return kind === "lease"
    ? translate("Checking whether {0} was leased…", shown)
    : translate("Checking whether {0} was released…", shown);
}

function notDone({ kind, number }: Operation): string {
  const shown = internationalNumber(number);
  return kind === "lease"
    ? translate("{0} was not leased; nothing was spent.", shown)
    : translate("{0} was not released: it is still leased, and charged for.", shown);
}

/** What a person can do about one that is left to them. */
export function attentionActions(
  operation: Operation,
  actions: LeaseActions,
  isReachable: boolean,
): readonly NoticeAction[] {
  return [
    isReachable
      ? { label: translate("Check Again"), run: () => actions.checkAgain(operation) }
      : { label: translate("Add Account"), run: actions.addAccount },
    { label: translate("Show"), run: actions.showView },
  ];
}

/** The same number by default; another one says that both may be paid for. */
function retries(operation: Operation, actions: LeaseActions): readonly NoticeAction[] {
  return operation.kind === "lease"
    ? [
        { label: translate("Lease It Again"), run: () => actions.leaseAgain(operation) },
        { label: translate("Search Another"), run: actions.search },
      ]
    : [{ label: translate("Release It Again"), run: () => actions.releaseAgain(operation) }];
}
