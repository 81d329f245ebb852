import { existsSync } from "node:fs";
import { type LedgerStore, type Moved, MovedLedger, cancelMove, openStates } from "@leaseline/core";
import {
  chosenLedger,
  keepLedgerChoice,
  ledgerAddress,
  openStateFolder,
} from "../state/state-folder.js";
import type { Command, Context } from "../command.js";
import { CommandError } from "../command-error.js";
import type { Documents } from "../documents/documents.js";
import { openOwnStore, openShared, openSharedStore, ownPath } from "../open-ledger.js";
import { keepPassword, typedLedger } from "../typed-ledger.js";

export interface UseOptions {
  readonly address?: string | undefined;
  readonly local?: true | undefined;
  readonly keychain?: true | undefined;
}

/** Chooses the ledger of every program of this user on this machine. Nothing that is in one goes into the other. */
export const useLedger: Command<UseOptions, Documents["ledger use"]> = {
  run: async (context, { address, local, keychain }) => {
    if ((address === undefined) === (local === undefined))
      throw usage("Say the address of a shared ledger, or --local for this machine's own.");
    const folder = openStateFolder(context.environment);
    checkVariable(address ?? null, context);
    // Not made by looking at it.
    const own = existsSync(ownPath(folder)) ? openOwnStore(folder) : null;
    if (own) context.atEnd(() => own.close());
    if (address === undefined) return useOwn(own, folder, context);

    const shared = await typedLedger(address, { keychain }, context);
    const before = own ? await ownOperations(own, shared.address) : 0;
    await (await openShared(shared, folder, context)).status();
    await keepPassword(shared, context);
    keepLedgerChoice(folder, shared);
    return { document: { place: shared.address, shared: true, leftBehind: before } };
  },
  text: ({ place, shared }, style) =>
    `${style.good("Done.")} ${shared ? `This machine shares the ledger ${place}.` : `This machine has a ledger of its own, ${place}.`}`,
  remarks: ({ leftBehind, place }) =>
    leftBehind > 0
      ? [
          `What this machine's own ledger says of ${leftBehind} earlier operations stays there. “leaseline ledger move ${place}” takes it along.`,
        ]
      : [],
};

/** One that was moved is not used again: what it held is in the other one by now. */
async function useOwn(own: LedgerStore | null, folder: string, context: Context) {
  const moved = own && (await movedOf(own));
  if (moved?.done)
    throw usage(
      `What this machine's ledger held is in ${moved.to}, and nothing is leased from it any more. Use that one: “leaseline ledger use ${moved.to}”.`,
    );
  if (own && moved) {
    const shared = chosenLedger(folder, context.environment);
    const password = shared?.password ?? context.environment["LEASELINE_LEDGER_PASSWORD"] ?? null;
    const isInKeychain = shared?.isInKeychain ?? false;
    const there = { ...ledgerAddress(moved.to), password, isInKeychain };
    await cancelMove(own, await openSharedStore(there, folder, context));
  }
  keepLedgerChoice(folder, null);
  return { document: { place: ownPath(folder), shared: false, leftBehind: 0 } };
}

/** How many operations stay behind. @throws {CommandError} `unsettled`, as a number with something open would be free elsewhere. */
async function ownOperations(own: LedgerStore, address: string): Promise<number> {
  const moved = await movedOf(own);
  if (moved && moved.to !== address) throw new MovedLedger(moved);
  if (moved?.done) return 0;
  if (moved)
    throw usage(
      `This machine's ledger is half moved. “leaseline ledger move ${address}” finishes that.`,
    );
  const [open, all] = await own.read(async (view) => [
    await view.operations({ states: openStates }),
    await view.operations({}),
  ]);
  if (open.length > 0)
    throw new CommandError({
      kind: "unsettled",
      reason: `${open.length} of what was begun in this machine's own ledger is not settled. “leaseline ledger move ${address}” takes it along, or “leaseline reconcile” settles it first. Nothing was changed.`,
    });
  return all.length;
}

async function movedOf(own: LedgerStore): Promise<Moved | null> {
  try {
    return await own.read((view) => view.moved());
  } catch (error) {
    if (error instanceof MovedLedger) return error.moved;
    throw error;
  }
}

/** It is looked at before what is chosen, and would say something else afterwards. @throws {CommandError} `usage` */
function checkVariable(address: string | null, { environment }: Context): void {
  const said = environment["LEASELINE_LEDGER"]?.trim() ?? "";
  if (said === "" || (address && ledgerAddress(said).address === ledgerAddress(address).address))
    return;
  throw usage("LEASELINE_LEDGER names another ledger here. Unset it, or use that one.");
}

function usage(reason: string): CommandError {
  return new CommandError({ kind: "usage", reason: `${reason} Nothing was changed.` });
}
