import {
  type E164,
  type LeaseFailure,
  type OperationResult,
  describeFailure,
  formatRecurring,
} from "@leaseline/core";
import type { LeaseList } from "../leases-view/lease-list.js";
import { internationalNumber, stateWords } from "../words/lease-words.js";
import type { LeaseActions } from "../prompts/lease-actions.js";
import type { Notice, NoticeAction, Prompts } from "../prompts/prompts.js";

interface Tools {
  readonly prompts: Prompts;
  readonly list: LeaseList;
  readonly actions: LeaseActions;
}

/** Says how a lease was settled. What nobody knows yet is told where it is followed up. */
export function tellSettled(
  settled: OperationResult & { readonly joined: boolean },
  number: E164,
  { prompts, list, actions }: Tools,
): void {
  const notice = settledNotice(settled, number, actions);
  if (notice) prompts.tell(notice);
  if (settled.kind === "committed") list.put(settled.lease);
}

function settledNotice(
  settled: OperationResult & { readonly joined: boolean },
  number: E164,
  actions: LeaseActions,
): Notice | null {
  const shown = internationalNumber(number);
  const copy: NoticeAction = { label: "Copy", run: () => actions.copy(number) };
  switch (settled.kind) {
    case "committed": {
      const lost =
        settled.how === "seen"
          ? " The provider's answer was lost on the way, and the account holds the number: it was leased once."
          : "";
      return {
        severity: settled.costsMore ? "warning" : "information",
        text: `Leased ${shown}: ${stateWords(settled.lease)}.${lost}${joinedWords(settled)}${dearerWords(settled)}`,
        actions: [copy],
      };
    }
    case "accepted":
      return {
        severity: "information",
        text: `The provider took the order for ${shown}, and has yet to carry it out.${joinedWords(settled)}`,
        actions: [copy],
      };
    case "unknown":
      return null;
  }
}

function joinedWords({ joined }: { readonly joined: boolean }): string {
  return joined ? " Another window was leasing it already: it was leased once." : "";
}

function dearerWords(settled: Extract<OperationResult, { kind: "committed" }>): string {
  return settled.costsMore
    ? ` It costs more than you agreed to: ${formatRecurring(settled.lease.price)} instead of ${formatRecurring(settled.operation.price)}.`
    : "";
}

export function tellLeaseFailed(
  failure: LeaseFailure,
  number: E164,
  actions: LeaseActions,
  prompts: Prompts,
): void {
  if (failure.kind === "cancelled") return;
  const { happened, spent, next } = describeFailure(failure);
  prompts.tell({
    severity: "error",
    text: `${internationalNumber(number)} was not leased. ${happened} ${spent} ${next}`,
    actions: [...remedy(failure, actions), { label: "Show Log", run: actions.showLog }],
  });
}

function remedy(failure: LeaseFailure, actions: LeaseActions): readonly NoticeAction[] {
  switch (failure.kind) {
    case "number-taken":
      return [{ label: "Search Again", run: actions.search }];
    case "unauthorized":
      return [{ label: "Update Key", run: actions.addAccount }];
    case "over-cap":
      return [{ label: "Open Settings", run: actions.openSettings }];
    case "bad-input":
      return failure.field.startsWith("spending.")
        ? [{ label: "Open Settings", run: actions.openSettings }]
        : [];
    case "forbidden": {
      const { agreementUrl } = failure;
      return agreementUrl === null
        ? []
        : [{ label: "Review Agreement", run: () => actions.openUrl(agreementUrl) }];
    }
    default:
      return [];
  }
}
