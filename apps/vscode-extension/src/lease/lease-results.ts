import { type E164, type LeaseFailure, type OperationResult } from "@leaseline/core";
import type { StoredAccount } from "../accounts/account.js";
import type { LeaseActions } from "../prompts/lease-actions.js";
import type { Notice, NoticeAction, Prompts } from "../prompts/prompts.js";
import {
  dearerWords,
  internationalNumber,
  provisioningFacts,
  stateWords,
} from "../words/lease-words.js";
import { translate } from "../words/translate.js";
import { troubleSentence } from "../words/trouble-words.js";

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
  const copy: NoticeAction = { label: translate("Copy"), run: () => actions.copy(number) };
  const { account } = result.operation;
  const use: readonly NoticeAction[] = [
    copy,
    { label: translate("Add to .env…"), run: () => actions.addToEnv({ account, number }) },
    { label: translate("Set Default"), run: () => actions.setDefault({ account, number }) },
  ];
  const joined = result.operation.sender !== session;
  switch (result.kind) {
    case "committed":
      return {
        severity: result.costsMore ? "warning" : "information",
        text: committedText(result, shown, joined),
        actions: use,
      };
    case "accepted":
      return {
        text: sentences(
          translate(
            "The provider accepted the order for {0}, and has not carried it out yet.",
            shown,
          ),
          joined && elsewhere(),
        ),
        actions: [copy],
      };
    case "unknown":
      return null;
  }
}

function elsewhere(): string {
  return translate("Another window or program was leasing it already: it was leased once.");
}

function committedText(result: Committed, shown: string, joined: boolean): string {
  const { lease, how, already } = result;
  const state = stateWords(lease);
  const dearer = dearerWords(lease.price, result.operation.price);
  if (already)
    return sentences(
      translate(
        "{0} is leased already: {1}. It was leased with Leaseline before, and nothing was sent now.",
        shown,
        state,
      ),
      dearer,
    );
  return sentences(
    translate("Leased {0}: {1}.", shown, state),
    ...provisioningFacts(lease).map(([, why]) => why),
    how === "seen" &&
      translate(
        "The provider's answer was lost on the way, and the account holds the number: it was leased once.",
      ),
    joined && elsewhere(),
    dearer,
  );
}

function sentences(...all: readonly (string | false | null)[]): string {
  return all.filter(Boolean).join(" ");
}

interface Target {
  readonly account: StoredAccount;
  readonly number: E164;
}

export function tellLeaseFailed(
  failure: LeaseFailure,
  { account, number }: Target,
  { prompts, actions }: Tools,
): void {
  if (failure.kind === "cancelled") return;
  prompts.tell({
    severity: "error",
    text: `${translate("{0} was not leased.", internationalNumber(number))} ${troubleSentence(failure)}`,
    actions: remedy(failure, { account, number }, actions),
  });
}

function remedy(
  failure: LeaseFailure,
  { account, number }: Target,
  actions: LeaseActions,
): readonly NoticeAction[] {
  switch (failure.kind) {
    case "number-taken":
      return [
        {
          label: translate("Show Similar"),
          run: () => actions.searchSimilar({ account: account.id, number }),
        },
      ];
    case "unauthorized":
      return account.sandbox
        ? []
        : [{ label: translate("Update Key"), run: () => actions.updateKey(account.id) }];
    case "over-cap":
      return [{ label: translate("Open Settings"), run: actions.openSettings }];
    case "bad-input":
      return failure.field.startsWith("spending.")
        ? [{ label: translate("Open Settings"), run: actions.openSettings }]
        : [];
    case "forbidden": {
      const { agreementUrl } = failure;
      return agreementUrl === null
        ? []
        : [{ label: translate("Review Agreement"), run: () => actions.openUrl(agreementUrl) }];
    }
    default:
      return [];
  }
}
