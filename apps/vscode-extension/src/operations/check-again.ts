import type { Operation } from "@leaseline/core";
import type { LeaseActions } from "../prompts/lease-actions.js";
import { internationalNumber } from "../words/lease-words.js";
import type { LeaseList } from "../leases-view/lease-list.js";
import type { Prompts } from "../prompts/prompts.js";
import type { FollowUp } from "./follow-up.js";
import { verdictNotice } from "./verdicts.js";

export interface CheckAgainTools {
  readonly prompts: Prompts;
  readonly list: LeaseList;
  readonly followUp: FollowUp;
  readonly actions: LeaseActions;
}

/** Asks once more about an operation that is not settled, and says so when it still is not. */
export async function checkAgain(
  { id, kind, number }: Operation,
  { prompts, list, followUp, actions }: CheckAgainTools,
): Promise<void> {
  const done = kind === "lease" ? "leased" : "released";
  await prompts.progress(`Checking whether ${internationalNumber(number)} was ${done}…`, () =>
    followUp.resume(),
  );
  await list.load();
  // A verdict is told by the follow-up; that there is none, is not.
  const still = [...list.accounts.flatMap(({ operations }) => operations), ...list.orphans].find(
    (one) => one.id === id,
  );
  const notice = still?.state === "needs-attention" ? verdictNotice(still, actions) : null;
  if (notice) prompts.tell(notice);
}
