import {
  type E164,
  type LeaseFailure,
  type Settled,
  describeFailure,
  failureSentence,
} from "@leaseline/core";
import type { LeaseList } from "../leases-view/lease-list.js";
import { internationalNumber, stateWords } from "../leases-view/lease-words.js";
import type { Notice, NoticeAction, Prompts } from "../prompts/prompts.js";

/** What can be done next from a notification. */
export interface LeaseActions {
  readonly copy: (number: E164) => void;
  readonly refresh: () => void;
  readonly search: () => void;
  readonly addAccount: () => void;
  readonly openUrl: (url: string) => void;
  readonly showLog: () => void;
}

interface Tools {
  readonly prompts: Prompts;
  readonly list: LeaseList;
  readonly actions: LeaseActions;
}

/** Says how a lease was settled; a lost answer is neither shown as done nor as failed. */
export function tellSettled(
  settled: Settled,
  number: E164,
  { prompts, list, actions }: Tools,
): void {
  prompts.tell(settledNotice(settled, number, actions));
  if (settled.kind === "committed") list.put(settled.lease);
}

function settledNotice(settled: Settled, number: E164, actions: LeaseActions): Notice {
  const shown = internationalNumber(number);
  const copy: NoticeAction = { label: "Copy", run: () => actions.copy(number) };
  switch (settled.kind) {
    case "committed": {
      const lost = settled.seen
        ? " The provider's answer was lost on the way, and the account holds the number: it was leased once."
        : "";
      return {
        severity: "information",
        text: `Leased ${shown}: ${stateWords(settled.lease)}.${lost}`,
        actions: [copy],
      };
    }
    case "accepted":
      return {
        severity: "information",
        text: `The provider took the order for ${shown}.`,
        actions: [copy],
      };
    case "unknown":
      return {
        severity: "warning",
        text: `Whether ${shown} was leased is not known. ${failureSentence(settled.failure)}`,
        actions: [
          { label: "Check Again", run: actions.refresh },
          { label: "Show Log", run: actions.showLog },
        ],
      };
  }
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
