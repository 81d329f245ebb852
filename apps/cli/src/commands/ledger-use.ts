import { existsSync } from "node:fs";
import { LeaseError, type LedgerStore, type Moved } from "@leaseline/core";
import {
  cancelMove,
  giveUpMove,
  movedOf,
  openWithout,
  chosenLedger,
  keepLedgerChoice,
  ledgerAddress,
} from "@leaseline/core/node";
import { openStateFolder } from "../state/state-folder.js";
import type { Command, Context } from "../command.js";
import { CommandError, usage } from "../command-error.js";
import type { Documents } from "../documents/documents.js";
import { type Left, leftIn, leftWords, nothingLeft } from "../left-behind.js";
import { openOwnStore, openShared, openSharedStore, ownPath } from "../open-ledger.js";
import { keepPassword, typedLedger } from "../typed-ledger.js";

export interface UseOptions {
  readonly address?: string | undefined;
  readonly local?: true | undefined;
  readonly keychain?: true | undefined;
  /** The other ledger of a half move, where it does not come back. */
  readonly gone?: string | undefined;
}

/** Chooses the ledger of every program of this user on this machine. Nothing that is in one goes into the other. */
export const useLedger: Command<UseOptions, Documents["ledger use"]> = {
  run: async (context, { address, local, keychain, gone }) => {
    if ((address === undefined) === (local === undefined))
      throw usage(
        "Say the address of a shared ledger, or --local for this machine's own. Nothing was changed.",
      );
    const folder = openStateFolder(context.environment);
    checkVariable(address ?? null, context);
    // Not made by looking at it.
    const own = existsSync(ownPath(folder)) ? openOwnStore(folder) : null;
    if (own) context.atEnd(() => own.close());
    if (address === undefined) return useOwn(own, folder, { context, gone });

    const shared = await typedLedger(address, { keychain }, context);
    const left = own ? await leftIn(own, shared.address) : nothingLeft;
    if (gone !== undefined)
      await openGone(await openSharedStore(shared, context), shared.address, gone);
    await (await openShared(shared, context)).status();
    await keepPassword(shared, context);
    const usedOwn = usesOwn(folder);
    keepLedgerChoice(folder, shared);
    const now = usedOwn ? await leftMeanwhile(folder, shared.address, context) : left;
    const document = { ...now, place: shared.address, shared: true, gaveUp: false };
    return { document: { ...document, left: null } };
  },
  text: ({ place, shared }, style) =>
    `${style.good("Done.")} ${shared ? `This machine shares the ledger ${place}.` : `This machine has a ledger of its own, ${place}.`}`,
  remarks: ({ gaveUp, ...document }) => [
    ...(gaveUp
      ? [
          "The move was given up. What others have leased since is not known here: nothing is leased before every account has been read, which “leaseline list” does.",
          "If the other ledger does come back, nothing is leased from it before “leaseline ledger move” has moved this machine's into it again.",
        ]
      : []),
    ...leftWords(document),
  ],
};

/** The machine's own ledger may have been used while the other one was asked. From the choice on, nothing is begun in it. */
async function leftMeanwhile(folder: string, address: string, context: Context): Promise<Left> {
  if (!existsSync(ownPath(folder))) return nothingLeft;
  const own = openOwnStore(folder);
  context.atEnd(() => own.close());
  try {
    return await leftIn(own, address);
  } catch (error) {
    keepLedgerChoice(folder, null);
    throw error;
  }
}

/** False also where nobody can tell: nothing is begun in any ledger then. */
function usesOwn(folder: string): boolean {
  try {
    return chosenLedger(folder, {}) === null;
  } catch (error) {
    if (LeaseError.isInstance(error)) return false;
    throw error;
  }
}

interface Around {
  readonly context: Context;
  readonly gone: string | undefined;
}

/** One that was moved is not used again: what it held is in the other one by now. */
async function useOwn(own: LedgerStore | null, folder: string, { context, gone }: Around) {
  const left = sharedBefore(folder, context);
  const moved = own && (await movedOf(own));
  if (moved?.done)
    throw usage(
      `What this machine's ledger held is in ${moved.to}, and nothing is leased from it any more. Use that one: “leaseline ledger use ${moved.to}”. Nothing was changed.`,
    );
  if (own && moved?.from !== undefined) {
    // An earlier ledger of the editor's came into it: one that is there is not gone, whatever anybody says.
    if (!(await own.finishArrival?.())) await openGone(own, ownPath(folder), gone ?? "");
    keepLedgerChoice(folder, null);
    return {
      document: { ...nothingLeft, place: ownPath(folder), shared: false, gaveUp: false, left },
    };
  }
  if (gone !== undefined && !moved)
    throw usage(
      "This machine's ledger is not half moved, so it waits for no other one. Nothing was changed.",
    );
  if (gone !== undefined && moved && ledgerAddress(gone).address !== moved.to)
    throw usage(
      `This machine's ledger is being moved to ${moved.to}, and not to ${gone}. Nothing was changed.`,
    );
  const gaveUp =
    own && moved
      ? await takeBack(own, moved, { context, folder, isGone: gone !== undefined })
      : false;
  keepLedgerChoice(folder, null);
  return { document: { ...nothingLeft, place: ownPath(folder), shared: false, gaveUp, left } };
}

/** Null also where nobody can tell: what is not understood is what a person may be getting rid of. */
function sharedBefore(folder: string, { environment }: Context): string | null {
  try {
    return chosenLedger(folder, environment)?.address ?? null;
  } catch (error) {
    if (LeaseError.isInstance(error)) return null;
    throw error;
  }
}

/** @returns whether the other one could not be asked, and is said to be gone. */
async function takeBack(
  own: LedgerStore,
  { to }: Moved,
  { context, folder, isGone }: { context: Context; folder: string; isGone: boolean },
): Promise<boolean> {
  const shared = chosenLedger(folder, context.environment);
  const password = shared?.password ?? context.environment["LEASELINE_LEDGER_PASSWORD"] ?? null;
  const isInKeychain = shared?.isInKeychain ?? false;
  const there = { ...ledgerAddress(to), password, isInKeychain };
  try {
    await cancelMove(own, await openSharedStore(there, context));
    return false;
  } catch (error) {
    // One that answers is not gone, whatever anybody says.
    if (!isUnreachable(error)) throw error;
    if (!isGone)
      throw new CommandError(
        {
          kind: "unsettled",
          reason: `${to} cannot be reached, so nobody knows whether it has everything by now. Try again when it answers. Where it is gone for good, for every machine: “leaseline ledger use --local --gone ${to}”. Nothing was changed.`,
        },
        { cause: error },
      );
    await giveUpMove(own, new Date().toISOString());
    return true;
  }
}

/** Opens a ledger that waits for another one which does not come back. @throws {CommandError} `usage`. */
async function openGone(target: LedgerStore, address: string, gone: string): Promise<void> {
  if (await openWithout(target, gone)) return;
  const from = (await target.read((view) => view.moved()))?.from;
  throw usage(
    from === undefined
      ? `${address} waits for no other ledger. Nothing was changed.`
      : gone === ""
        ? `${address} waits for “${from}”. Where that is gone for good: “leaseline ledger use --local --gone "${from}"”. Nothing was changed.`
        : `${address} waits for “${from}”, and not for “${gone}”. Nothing was changed.`,
  );
}

function isUnreachable(error: unknown): boolean {
  return (
    LeaseError.isInstance(error) &&
    error.failure.kind === "ledger-unavailable" &&
    error.failure.reason === "unreachable"
  );
}

/** It is looked at before what is chosen, and would say something else afterwards. @throws {CommandError} `usage` */
function checkVariable(address: string | null, { environment }: Context): void {
  const said = environment["LEASELINE_LEDGER"]?.trim() ?? "";
  if (said === "" || (address && ledgerAddress(said).address === ledgerAddress(address).address))
    return;
  throw usage(
    "LEASELINE_LEDGER names another ledger here. Unset it, or use that one. Nothing was changed.",
  );
}
