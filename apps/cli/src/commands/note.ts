import type { E164, Ledger, NumberNote } from "@leaseline/core";
import type { Command, Context } from "../command.js";
import { usage } from "../command-error.js";
import type { Documents } from "../documents/documents.js";
import type { NoteRecord } from "../documents/ledger-records.js";
import { findLease } from "../find-lease.js";
import { openClient, openWritingClient } from "../open-client.js";
import { openLedger } from "../open-ledger.js";
import { typedNumber } from "../phone-number.js";
import type { NumberOptions } from "./show.js";

/** Keeps a number from being released by anybody who uses this ledger. Needs no key of an account that has read it. */
export const protect: Command<NumberOptions, Documents["protect"]> = {
  run: async (context, options) => {
    const number = typedNumber(options.number);
    const ledger = await openLedger(context);
    context.atEnd(() => ledger.close());
    await checkHeld(ledger, number, options.account, context);
    return { document: { note: noteRecord(await ledger.note(number, { isProtected: true })) } };
  },
  text: ({ note: { number } }, style) =>
    `${style.good("Protected.")} ${number} is not released by anybody who uses this ledger, until “leaseline unprotect ${number}”.`,
};

/** The number can be released again, which is asked about then. */
export const unprotect: Command<NumberOptions, Documents["unprotect"]> = {
  run: async (context, options) => {
    const number = typedNumber(options.number);
    const ledger = await openLedger(context);
    context.atEnd(() => ledger.close());
    return { document: { note: noteRecord(await ledger.note(number, { isProtected: false })) } };
  },
  text: ({ note: { number } }, style) =>
    `${style.good("Not protected any more.")} ${number} can be released; nothing has been.`,
};

export interface LabelOptions extends NumberOptions {
  readonly text?: string | undefined;
  readonly remove?: true | undefined;
}

/** Says what a number is for: at the provider where that keeps it, else in the ledger. */
export const label: Command<LabelOptions, Documents["label"]> = {
  run: async (context, { number: typed, account, text, remove }) => {
    const number = typedNumber(typed);
    // A script whose variable is empty has not said that the label is to go: the client refuses what says nothing.
    if ((text !== undefined) === (remove ?? false))
      throw usage(`Say what ${number} is for, or --remove.`);
    const opened = await openWritingClient(context, account);
    const lease = await findLease(opened, { number, account }, context.signal);
    const changes = { label: text ?? null };
    const note = await opened.client.update(lease, changes, { signal: context.signal });
    return { document: { note: noteRecord(note) } };
  },
  text: ({ note }, style) =>
    note.label === null
      ? `${style.good("Done.")} ${note.number} has no label.`
      : `${style.good("Done.")} ${note.number} is “${note.label}”.`,
};

/** A number that nobody holds would be protected in vain. @throws {LeaseError} `not-leased`, or what a read can throw. */
async function checkHeld(
  ledger: Ledger,
  number: E164,
  account: string | undefined,
  context: Context,
): Promise<void> {
  const known = (await ledger.lists()).flatMap(({ leases }) => leases);
  if (known.some(({ lease }) => lease.number === number)) return;
  await findLease(await openClient(context, account), { number, account }, context.signal);
}

function noteRecord({ number, label: said, isProtected }: NumberNote): NoteRecord {
  return { number, label: said, protected: isProtected };
}
