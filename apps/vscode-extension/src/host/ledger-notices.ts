import type { Ledger, LedgerNotice } from "@leaseline/core";
import type * as vscode from "vscode";
import type { Prompts } from "../prompts/prompts.js";
import { translate } from "../words/translate.js";

const toldKey = "leaseline.toldLedgerNotices";

/** @returns what tells, whenever it is called, what a person should know about the ledger: each thing once. */
export function ledgerNotices(
  ledgers: () => readonly Pick<Ledger, "notices">[],
  state: Pick<vscode.Memento, "get" | "update">,
  { prompts, showView }: { readonly prompts: Pick<Prompts, "tell">; readonly showView: () => void },
): () => Promise<void> {
  const kept: unknown = state.get(toldKey, []);
  const told = new Set<unknown>(Array.isArray(kept) ? kept : []);
  return async () => {
    const all = await Promise.all(ledgers().map((ledger) => ledger.notices()));
    const notices = all.flat();
    const news = notices.filter((notice) => !told.has(keyOf(notice)));
    if (news.length === 0) return;
    for (const notice of news) told.add(keyOf(notice));
    for (const notice of news) {
      prompts.tell({
        severity: "warning",
        text: words(notice),
        actions:
          notice.kind === "damaged" && notice.blocked > 0
            ? [{ label: translate("Show"), run: showView }]
            : [],
      });
    }
    await state.update(toldKey, [...told]);
  };
}

function keyOf(notice: LedgerNotice): string {
  return notice.kind === "damaged" ? notice.keptAt : notice.at;
}

function words(notice: LedgerNotice): string {
  const lost =
    notice.kind === "damaged"
      ? `${translate("The ledger was damaged. The file was kept at {0}, and a new one begun.", notice.keptAt)} ${blockedWords(notice.blocked)}`
      : translate(
          "The ledger has gone back to an earlier state, as after a restore. Nothing is leased for up to 90 seconds, nor before every account has been read after that.",
        );
  return `${lost} ${translate("Its own limits may be stricter than they were, or gone: “leaseline caps” shows them, and sets them again.")}`;
}

function blockedWords(blocked: number): string {
  if (blocked === 0) return translate("No lease or release was in doubt.");
  return blocked === 1
    ? translate(
        "One number is blocked until it is known what became of the lease or release that was in doubt.",
      )
    : translate(
        "{0} numbers are blocked until it is known what became of the lease or release that was in doubt.",
        blocked,
      );
}
