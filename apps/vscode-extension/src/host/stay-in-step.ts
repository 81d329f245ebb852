import { setTimeout as sleep } from "node:timers/promises";
import type { Ledger } from "@leaseline/core";
import type { Accounts } from "../accounts/accounts.js";
import { followLedger } from "../ledger/follow-ledger.js";
import type { LeaseList } from "../leases-view/lease-list.js";
import type { FollowUp } from "../operations/follow-up.js";
import type { Log } from "./log.js";

const mostTries = 5;
const tryEveryMs = 1000;

export interface StepTools {
  readonly accounts: Accounts;
  readonly list: LeaseList;
  readonly followUp: FollowUp;
  readonly tellNotices: () => Promise<void>;
  /** Ends it, when the window closes. */
  readonly signal: AbortSignal;
  readonly log: Log;
  readonly report: (error: unknown) => void;
}

/** Keeps this window as all others are: what any of them, or the command line, does to accounts and numbers shows here. */
export function stayInStep(tools: StepTools): void {
  const { accounts, list, followUp, tellNotices, signal, log, report } = tools;
  // The view says so where the ledger cannot be read, and a lease where it cannot be written.
  const logged = (work: Promise<unknown>) =>
    void work.catch((error: unknown) => log.error("In the background", error));
  const followed = new Set<Ledger>();

  /** One way to a ledger may be there before another one is; the first reading may have taken that. */
  const lookUntilSeen = async () => {
    for (let tries = 0; tries < mostTries; tries += 1) {
      await sleep(tryEveryMs, null, { signal }).catch(() => {});
      if (signal.aborted || list.now.ledgerProblem === null) return;
      await list.look();
    }
  };

  const follow = () => {
    for (const { ledger } of accounts.groups()) {
      if (followed.has(ledger)) continue;
      followed.add(ledger);
      const changed = () => logged(Promise.all([list.look(), followUp.look(), tellNotices()]));
      // What was not to be had meanwhile is asked for again.
      const cameBack = () => {
        list.load().catch(report);
        logged(Promise.all([followUp.look(), followUp.resume(), tellNotices()]));
        logged(lookUntilSeen());
      };
      void followLedger(ledger, signal, { changed, cameBack, onError: report });
    }
    // What could not be asked about before may be answered now.
    logged(followUp.resume());
    logged(tellNotices());
  };

  follow();
  accounts.onChange(() => {
    follow();
    list.load().catch(report);
  });
}
