import type { Ledger } from "@leaseline/core";
import type { Accounts } from "../accounts/accounts.js";
import { followLedger } from "../ledger/follow-ledger.js";
import type { LeaseList } from "../leases-view/lease-list.js";
import type { FollowUp } from "../operations/follow-up.js";
import { pause } from "../prompts/pause.js";
import type { Log } from "./log.js";

const tryAgainAfterMs = 2000;
/** Time alone changes what is told of numbers, such as that one ends soon. */
const tellAnewAfterMs = 60 * 60_000;

export interface StepTools {
  readonly accounts: Pick<Accounts, "groups" | "onChange">;
  readonly list: LeaseList;
  readonly followUp: Pick<FollowUp, "look" | "resume">;
  readonly tellNotices: () => Promise<void>;
  /** Ends it, when the window closes. */
  readonly signal: AbortSignal;
  readonly log: Pick<Log, "error">;
  readonly report: (error: unknown) => void;
}

/** Keeps this window as all others are: what any of them, or the command line, does to accounts and numbers shows here. */
export function stayInStep(tools: StepTools): void {
  const { accounts, list, followUp, tellNotices, signal, log, report } = tools;
  // The view says so where the ledger cannot be read, and a lease where it cannot be written.
  const logged = (work: Promise<unknown>) =>
    void work.catch((error: unknown) => log.error("In the background", error));
  const followed = new Set<Ledger>();

  const look = () => [list.look(), followUp.look(), tellNotices()];
  const lookAndResume = () => logged(Promise.all([...look(), followUp.resume()]));

  let isAway = false;
  // A ledger may be away for one question and not for the next: whoever follows it may never have noticed.
  list.onChange(() => {
    if (isAway === (list.now.ledgerProblem !== null)) return;
    isAway = !isAway;
    if (isAway) return logged(lookUntilBack());
    // What was not to be had meanwhile is asked for again.
    list.load().catch(report);
    lookAndResume();
  });
  const lookUntilBack = async () => {
    while (list.now.ledgerProblem !== null && !signal.aborted) {
      await pause(tryAgainAfterMs, signal);
      if (!signal.aborted) await list.look();
    }
  };

  const follow = () => {
    for (const { ledger } of accounts.groups()) {
      if (followed.has(ledger)) continue;
      followed.add(ledger);
      const changed = () => logged(Promise.all(look()));
      void followLedger(ledger, signal, { changed, cameBack: lookAndResume, onError: report });
    }
    // What could not be asked about before may be answered now, and the other way round.
    logged(followUp.resume());
    logged(followUp.look());
    logged(tellNotices());
  };

  const lookNowAndThen = async () => {
    while (!signal.aborted) {
      await pause(tellAnewAfterMs, signal);
      if (!signal.aborted) logged(list.look());
    }
  };

  follow();
  void lookNowAndThen();
  accounts.onChange(() => {
    follow();
    list.load().catch(report);
  });
}
