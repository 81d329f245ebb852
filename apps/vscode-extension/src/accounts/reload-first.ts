import type { Prompts } from "../prompts/prompts.js";
import type { AccountStore } from "./account-store.js";
import { translate } from "../words/translate.js";

export interface ReloadFirstTools {
  readonly prompts: Prompts;
  readonly store: AccountStore;
  readonly actions: { readonly reloadWindow: () => void };
}

/**
 * Asks for a reload where to keep or delete a key in this page would drop one that another page has kept.
 * @param id - the account that it is about; null for a new one.
 * @returns whether there is nothing in the way.
 */
export async function canChangeKeys(
  id: string | null,
  { prompts, store, actions }: ReloadFirstTools,
): Promise<boolean> {
  if (!(await store.isBehind(id ?? ""))) return true;
  prompts.tell({
    severity: "warning",
    text: translate(
      "Another window has saved a key since this one was loaded, and changing keys here would delete it. Reload this window first. Nothing was changed.",
    ),
    actions: [{ label: translate("Reload Window"), run: actions.reloadWindow }],
  });
  return false;
}
