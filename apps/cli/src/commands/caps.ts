import type { SpendCap } from "@leaseline/core";
import { changedCaps, isLoosened } from "../caps.js";
import type { Command, Context } from "../command.js";
import { CommandError, usage } from "../command-error.js";
import { missing } from "../consent.js";
import type { Documents } from "../documents/documents.js";
import { openLedger } from "../open-ledger.js";
import { capLine, capWords } from "../output/words.js";
import { readCaps } from "../state/config.js";
import { openStateFolder } from "../state/state-folder.js";

export interface SetCapsOptions {
  readonly currency: string;
  readonly monthly?: string | undefined;
  readonly perLease?: string | undefined;
  readonly yes?: true | undefined;
}

export interface RemoveCapsOptions {
  readonly currency: string;
  readonly monthly?: true | undefined;
  readonly perLease?: true | undefined;
  readonly yes?: true | undefined;
}

export const listCaps: Command<object, Documents["caps list"]> = {
  run: async (context) => {
    const ledger = await openLedger(context);
    const machine = readCaps(openStateFolder(context.environment));
    return { document: { caps: await ledger.caps(), machine } };
  },
  text: ({ caps, machine }, style) =>
    [
      style.bold("In the ledger, for everybody who uses it"),
      capWords(caps),
      ...(machine.length === 0
        ? []
        : [style.bold("In this machine's config.json, beside them"), capWords(machine)]),
    ].join("\n"),
};

/** Caps in one currency. What loosens them is a way to spend more, and is agreed to. */
export const setCaps: Command<SetCapsOptions, Documents["caps set"]> = {
  run: async (context, { currency, monthly, perLease, yes }) => {
    if (monthly === undefined && perLease === undefined)
      throw usage("Say an amount: “leaseline caps set USD 500”, or --per-lease with one.");
    return change(context, yes, (before) => changedCaps(before, currency, { monthly, perLease }));
  },
  text: changeText,
};

export const removeCaps: Command<RemoveCapsOptions, Documents["caps remove"]> = {
  run: async (context, { currency, monthly, perLease, yes }) => {
    const all = !monthly && !perLease;
    const gone = (wanted: true | undefined) => (wanted || all ? null : undefined);
    const changes = { monthly: gone(monthly), perLease: gone(perLease) };
    return change(context, yes, (before) => changedCaps(before, currency, changes));
  },
  text: changeText,
};

type Changed = Documents["caps set"];

async function change(
  context: Context,
  yes: true | undefined,
  changed: (before: readonly SpendCap[]) => readonly SpendCap[],
): Promise<{ readonly document: Changed }> {
  const ledger = await openLedger(context);
  const before = await ledger.caps();
  const after = changed(before);
  const loosened = isLoosened(before, after);
  if (loosened && !yes) await agree(before, after, context);
  context.atEnd(() => ledger.close());
  if (!(await ledger.setCaps(after, before)))
    throw new CommandError({
      kind: "unsettled",
      reason:
        "Somebody else has just changed the caps, so this command changed nothing. Check them with “leaseline caps”, and run it again.",
    });
  return { document: { before, after, loosened } };
}

/** @throws {CommandError} `consent-missing`; {LeaseError} `cancelled`. */
async function agree(
  before: readonly SpendCap[],
  after: readonly SpendCap[],
  { terminal }: Context,
): Promise<void> {
  const said = `More can be spent with it, by everybody who uses this ledger. Before: ${capLine(before)}. Afterwards: ${capLine(after)}.`;
  if (!terminal.interactive)
    throw missing(`${said} To agree, say --yes. The caps are as they were.`);
  terminal.show(said);
  if (!(await terminal.confirm("Loosen the caps?")))
    throw missing("It was not agreed to, and the caps are as they were.");
}

function changeText({ before, after }: Changed, style: { good(text: string): string }): string {
  const isChanged = isLoosened(before, after) || isLoosened(after, before);
  return [
    ...(isChanged
      ? [
          `${style.good("Done.")} It holds for everybody who uses this ledger.`,
          `Before: ${capLine(before)}.`,
        ]
      : ["Nothing changed: it was so already."]),
    `Now: ${capLine(after)}.`,
  ].join("\n");
}
