import type { LedgerNotice } from "@leaseline/core";

/** What a person should know about the ledger itself. */
export function noticeWords(notice: LedgerNotice): string {
  switch (notice.kind) {
    case "damaged":
      return `The ledger's file was damaged. It was kept at ${notice.keptAt}; ${notice.blocked} numbers in doubt are blocked until “leaseline reconcile” has settled them.`;
    case "rewound":
      return "The ledger is older than it was, as one that was restored is. Nothing is leased before every account has been read.";
  }
}
