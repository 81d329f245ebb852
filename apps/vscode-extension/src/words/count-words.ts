import { countText, translate } from "./translate.js";

// A sentence for one and one for several: not every language says the second as the first with an ending.

export function numberCount(count: number): string {
  return count === 1 ? translate("1 number") : translate("{0} numbers", countText(count));
}

export function attentionWords(count: number): string {
  return count === 1 ? translate("1 needs attention") : translate("{0} need attention", count);
}

export function entriesWords(unreadable: number): string {
  return unreadable === 1
    ? translate("1 entry that could not be read")
    : translate("{0} entries that could not be read", countText(unreadable));
}

export function notReadWords(accounts: number): string {
  return accounts === 1
    ? translate("1 account not read")
    : translate("{0} accounts not read", accounts);
}
