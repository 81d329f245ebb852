import type { Operation } from "@leaseline/core";
import { openOperations } from "../leases-view/leases.js";
import type { LeaseList } from "../leases-view/lease-list.js";
import type { LeaseActions } from "../prompts/lease-actions.js";
import type { Prompts } from "../prompts/prompts.js";
import type { FollowUp } from "./follow-up.js";
import { checkingWords, verdictNotice } from "./verdicts.js";

export interface CheckAgainTools {
  readonly prompts: Prompts;
  readonly list: LeaseList;
  readonly followUp: FollowUp;
  readonly actions: LeaseActions;
}

/** Asks once more about an operation that is not settled, and says so when it still is not. */
export async function checkAgain(
  operation: Operation,
  { prompts, list, followUp, actions }: CheckAgainTools,
): Promise<void> {
  await prompts.progress(checkingWords(operation), () => followUp.resume());
  await list.load();
  // A verdict is told by the follow-up; that there is none, is not.
  const still = openOperations(list.now).find(({ id }) => id === operation.id);
  const notice = still?.state === "needs-attention" ? verdictNotice(still, actions) : null;
  if (notice) prompts.tell(notice);
}
