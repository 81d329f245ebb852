import type { LedgerNotice } from "@leaseline/core";
import { momentWords } from "./words.js";

/**
 * What a person should know about the ledger itself.
 * @param rewound - whether some account has still to be read since: see `LedgerStatus.rewound`.
 */
export function noticeWords(notice: LedgerNotice, rewound: boolean): string {
  switch (notice.kind) {
    case "damaged":
      return `The ledger's file was damaged. It was kept at ${notice.keptAt}; ${blockedWords(notice.blocked)} ${caps}`;
    case "rewound":
      return [
        `On ${momentWords(notice.at)} (UTC) the ledger was found to have gone back to an earlier state, as after a restore.`,
        rewound
          ? "Nothing is leased for up to 90 seconds, nor before every account has been read after that: “leaseline list”, where their keys are, reads them."
          : "Every account that it knows has been read since.",
        caps,
      ].join(" ");
  }
}

function blockedWords(blocked: number): string {
  switch (blocked) {
    case 0:
      return "no lease or release was in doubt.";
    case 1:
      return "one number in doubt is blocked until “leaseline reconcile” has settled it.";
    default:
      return `${blocked} numbers in doubt are blocked until “leaseline reconcile” has settled them.`;
  }
}

const caps =
  "Its caps may be stricter than they were, or gone: check them with “leaseline caps”, and set them again.";
