import { type Operation, describeFailure, formatRecurring, samePrice } from "@leaseline/core";
import type { LeaseActions } from "../prompts/lease-actions.js";
import { internationalNumber } from "../words/lease-words.js";
import { mayBe } from "../words/operation-words.js";
import type { Notice, NoticeAction } from "../prompts/prompts.js";

/** What has become of an operation that nobody was waiting for any more; null for what needs no words. */
export function verdictNotice(operation: Operation, actions: LeaseActions): Notice | null {
  const shown = internationalNumber(operation.number);
  const done = operation.kind === "lease" ? "leased" : "released";
  switch (operation.state) {
    case "committed":
      return {
        severity: "information",
        text: `${shown} was ${done} after all${operation.kind === "lease" ? `, once${priceWords(operation)}` : ""}.`,
        actions: [{ label: "Copy", run: () => actions.copy(operation.number) }],
      };
    case "absent":
      return {
        severity: "information",
        // A later list may show it all the same.
        text:
          operation.kind === "lease"
            ? `${shown} seems not to be leased: the provider does not show it.`
            : `${shown} was not ${done}${rest(operation)}`,
        actions: retries(operation, actions),
      };
    case "rejected":
    case "not-sent": {
      const why = operation.failure ? ` ${describeFailure(operation.failure).happened}` : "";
      return {
        severity: "information",
        text: `${shown} was not ${done}${rest(operation)}${why}`,
        actions: retries(operation, actions),
      };
    }
    case "needs-attention":
      return {
        severity: "warning",
        text: `Whether ${shown} was ${done} could not be found out. ${mayBe(operation)} Look in the provider's dashboard.`,
        actions: [
          { label: "Check Again", run: () => actions.checkAgain(operation) },
          { label: "Show", run: actions.showView },
        ],
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
  const done = kind === "lease" ? "leased" : "released";
  return `Checking whether ${internationalNumber(number)} was ${done}…`;
}

function rest({ kind }: Operation): string {
  return kind === "lease" ? "; nothing was spent." : ": it is still leased, and charged for.";
}

/** The same number by default; another one says that both may be paid for. */
function retries(operation: Operation, actions: LeaseActions): readonly NoticeAction[] {
  return operation.kind === "lease"
    ? [
        { label: "Lease It Again", run: () => actions.leaseAgain(operation) },
        { label: "Search Another", run: actions.search },
      ]
    : [{ label: "Release It Again", run: () => actions.releaseAgain(operation) }];
}

function priceWords({ price, lease }: Operation): string {
  if (!lease?.price || !price) return "";
  return samePrice(lease.price, price)
    ? ""
    : `. Its price is ${formatRecurring(lease.price)}, and not ${formatRecurring(price)} as agreed`;
}
