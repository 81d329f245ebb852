import type { E164 } from "../domain/phone-number.js";
import { phrase } from "../domain/translate.js";
import { withoutDoubt } from "../errors/in-doubt.js";
import { badInput } from "../errors/lease-error.js";
import { plainText } from "../http/redact.js";
import type { NoteChanges, NumberNote } from "../ledger/ledger.js";
import type { Context } from "../operations/context.js";
import type { ProviderAccount, ReadOptions } from "../providers/provider-account.js";

const longestLabel = 100;

/**
 * Says of a number what it is for, and whether it must not be released. The label goes where the provider keeps
 * one, else into the ledger; the protection is the ledger's.
 * @throws {LeaseError} `bad-input`, `in-progress`, `not-leased`, or what a read can throw: nothing can be spent by it.
 */
export async function updateNumber(
  { ledger }: Context,
  account: ProviderAccount,
  number: E164,
  { label: given, isProtected }: NoteChanges,
  { signal }: ReadOptions = {},
): Promise<NumberNote> {
  const label = given === undefined ? undefined : checkedLabel(given);
  if (label === undefined || !account.relabel) return ledger.note(number, { label, isProtected });
  // First what may be refused for free, then what is sent.
  const note = await ledger.note(number, { isProtected });
  const renamed = await account.relabel(number, label, { signal }).catch((error: unknown) => {
    throw withoutDoubt(error);
  });
  await ledger.keepLabel(account, number, renamed.label);
  return { ...note, label: renamed.label };
}

/** One line without an edge; null for none. @throws {LeaseError} `bad-input`, also where there is nothing to see in it. */
function checkedLabel(given: string | null): string | null {
  if (given === null) return null;
  const label = given.trim();
  if (label.length > longestLabel)
    throw badInput("label", phrase("A label has at most 100 characters."));
  if (!plainText(label) || /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(label))
    throw badInput("label", phrase("A label is one line of text."));
  return label;
}
