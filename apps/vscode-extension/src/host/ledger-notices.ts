import type { Ledger } from "@leaseline/core";
import type * as vscode from "vscode";
import type { Prompts } from "../prompts/prompts.js";

const toldKey = "leaseline.toldLedgerNotices";

/** @returns what tells, whenever it is called, what a person should know about the ledger: each thing once. */
export function ledgerNotices(
  ledger: Ledger,
  state: Pick<vscode.Memento, "get" | "update">,
  prompts: Pick<Prompts, "tell">,
  showView: () => void,
): () => Promise<void> {
  const kept: unknown = state.get(toldKey, []);
  const told = new Set<unknown>(Array.isArray(kept) ? kept : []);
  return async () => {
    const notices = await ledger.notices();
    const news = notices.filter(({ keptAt }) => !told.has(keptAt));
    if (news.length === 0) return;
    for (const { keptAt } of news) told.add(keptAt);
    for (const { keptAt, blocked } of news) {
      prompts.tell({
        severity: "warning",
        text: `The ledger was damaged. The file was kept at ${keptAt}, and a new one begun. ${blockedWords(blocked)}`,
        actions: blocked > 0 ? [{ label: "Show", run: showView }] : [],
      });
    }
    await state.update(
      toldKey,
      notices.map(({ keptAt }) => keptAt),
    );
  };
}

function blockedWords(blocked: number): string {
  if (blocked === 0) return "No lease or release was in doubt.";
  const numbers = blocked === 1 ? "One number is" : `${blocked} numbers are`;
  return `${numbers} blocked until it is known what became of the lease or release that was in doubt.`;
}
