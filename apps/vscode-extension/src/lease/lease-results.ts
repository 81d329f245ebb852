import {
  type E164,
  type LeaseFailure,
  type OperationResult,
  describeFailure,
  formatRecurring,
} from "@leaseline/core";
import type { StoredAccount } from "../accounts/account.js";
import type { LeaseActions } from "../prompts/lease-actions.js";
import type { Notice, NoticeAction, Prompts } from "../prompts/prompts.js";
import { internationalNumber, provisioningFacts, stateWords } from "../words/lease-words.js";

interface Tools {
  readonly prompts: Prompts;
  readonly actions: LeaseActions;
}

type Committed = Extract<OperationResult, { kind: "committed" }>;

/** Says what became of a lease. What nobody knows yet is told where it is followed up. */
export function tellResult(
  result: OperationResult,
  number: E164,
  { prompts, actions, session }: Tools & { readonly session: string },
): void {
  const notice = resultNotice(result, { number, session, actions });
  if (notice) prompts.tell(notice);
}

function resultNotice(
  result: OperationResult,
  {
    number,
    session,
    actions,
  }: { readonly number: E164; readonly session: string; readonly actions: LeaseActions },
): Notice | null {
  const shown = internationalNumber(number);
  const copy: NoticeAction = { label: "Copy", run: () => actions.copy(number) };
  const joined = result.operation.sender !== session;
  switch (result.kind) {
    case "committed":
      return {
        severity: result.costsMore ? "warning" : "information",
        text: committedText(result, shown, joined),
        actions: [copy],
      };
    case "accepted":
      return {
        severity: "information",
        text: `The provider took the order for ${shown}, and has yet to carry it out.${joined ? elsewhere : ""}`,
        actions: [copy],
      };
    case "unknown":
      return null;
  }
}

const elsewhere = " Another window or program was leasing it already: it was leased once.";

function committedText(result: Committed, shown: string, joined: boolean): string {
  const { lease, how, already } = result;
  const state = stateWords(lease);
  if (already)
    return `${shown} is leased already: ${state}. It was leased with Leaseline before, and nothing was sent now.`;
  const lost =
    how === "seen"
      ? " The provider's answer was lost on the way, and the account holds the number: it was leased once."
      : "";
  const failed = provisioningFacts(lease).map(([, why]) => ` ${why}`);
  return `Leased ${shown}: ${state}.${failed.join("")}${lost}${joined ? elsewhere : ""}${dearerWords(result)}`;
}

function dearerWords({ costsMore, lease, operation }: Committed): string {
  return costsMore
    ? ` It costs more than you agreed to: ${formatRecurring(lease.price)} instead of ${formatRecurring(operation.price)}.`
    : "";
}

export function tellLeaseFailed(
  failure: LeaseFailure,
  { account, number }: { readonly account: StoredAccount; readonly number: E164 },
  { prompts, actions }: Tools,
): void {
  if (failure.kind === "cancelled") return;
  const { happened, spent, next } = describeFailure(failure);
  prompts.tell({
    severity: "error",
    text: `${internationalNumber(number)} was not leased. ${happened} ${spent} ${next}`,
    actions: [...remedy(failure, account, actions), { label: "Show Log", run: actions.showLog }],
  });
}

function remedy(
  failure: LeaseFailure,
  account: StoredAccount,
  actions: LeaseActions,
): readonly NoticeAction[] {
  switch (failure.kind) {
    case "number-taken":
      return [{ label: "Search Again", run: actions.search }];
    case "unauthorized":
      return account.sandbox
        ? []
        : [{ label: "Update Key", run: () => actions.updateKey(account.id) }];
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
