import { existsSync } from "node:fs";
import { hostname } from "node:os";
import { type LedgerStore, LeaseError, MovedLedger, openStates } from "@leaseline/core";
import { moveLedger, chosenLedger, keepLedgerChoice } from "@leaseline/core/node";
import { openStateFolder } from "../state/state-folder.js";
import type { Command } from "../command.js";
import { CommandError, usage } from "../command-error.js";
import type { Documents } from "../documents/documents.js";
import { openOwnStore, openSharedStore, ownPath } from "../open-ledger.js";
import { keepPassword, typedLedger } from "../typed-ledger.js";

export interface MoveOptions {
  readonly address: string;
  readonly keychain?: true | undefined;
}

/**
 * Puts all that this machine's own ledger holds into a shared one, and uses that from then on. One that ended half
 * way is finished by the same command again.
 */
export const moveOwnLedger: Command<MoveOptions, Documents["ledger move"]> = {
  run: async (context, { address, keychain }) => {
    const folder = openStateFolder(context.environment);
    const shared = await typedLedger(address, { keychain }, context);
    const used = chosenLedger(folder, context.environment);
    if (used && used.address !== shared.address)
      throw usage(
        `This machine uses ${used.address}. Only its own ledger can be moved. Nothing was changed.`,
      );
    const from = ownPath(folder);
    if (!existsSync(from))
      throw usage(
        `This machine has no ledger of its own to move. Use the other one: “leaseline ledger use ${shared.address}”. Nothing was changed.`,
      );
    const source = openOwnStore(folder);
    context.atEnd(() => source.close());
    const target = await openSharedStore(shared, context);
    await target.read((view) => view.about());
    await keepPassword(shared, context);
    context.terminal.progress(`Moving ${from} to ${shared.address} …`);
    const copied = await moveLedger(source, target, {
      to: shared.address,
      from: `${from} on ${hostname()}`,
    }).catch(async (error: unknown) => {
      throw await explained(error, source);
    });
    keepLedgerChoice(folder, shared);
    return {
      document: {
        moved: {
          from,
          to: shared.address,
          already: copied === null,
          operations: copied?.operations ?? 0,
          open: copied?.open ?? 0,
          leases: copied?.leases ?? 0,
          caps: copied?.caps ?? false,
        },
      },
    };
  },
  text: ({ moved: { from, to, already, operations, open, leases } }, style) =>
    [
      already
        ? `${style.good("Moved before.")} ${to} has it all.`
        : `${style.good("Moved.")} Operations with their history: ${operations}, open among them: ${open}.${numbersWords(leases)} Everything reads there as it does here.`,
      `This machine shares ${to} from now on. Nothing is leased from ${from} any more; it is kept as it is.`,
    ].join("\n"),
  remarks: ({ moved: { already, caps } }) =>
    already || caps
      ? []
      : ["The caps are those of the ledger that it went to: “leaseline caps” shows them."],
};

/** None are known of where no list was ever read, and that is no number of them. */
function numbersWords(leases: number): string {
  return leases === 0 ? "" : ` Numbers: ${leases}.`;
}

/** Who it is that has something under way, and what became of the move. */
async function explained(error: unknown, source: LedgerStore): Promise<unknown> {
  if (!LeaseError.isInstance(error) || error instanceof MovedLedger) return error;
  const { failure } = error;
  const isBusy = failure.kind === "ledger-unavailable" && failure.reason === "busy";
  const { moved, holders } = await source.read(async (view) => {
    const open = new Set((await view.operations({ states: openStates })).map((one) => one.sender));
    const sessions = (await view.sessions()).filter(({ session }) => open.has(session));
    return { moved: await view.moved(), holders: sessions.map(({ holder }) => holder) };
  });
  if (moved)
    return new CommandError(
      {
        kind: "unsettled",
        reason: `${error.message} The move has begun and is not finished: nothing is lost, and nothing is leased from this machine's ledger, nor from the other one where that has it by now, until the same command has finished it, or “leaseline ledger use --local” has taken it back.`,
      },
      { cause: error },
    );
  if (!isBusy || holders.length === 0) return error;
  return new CommandError(
    {
      kind: "unsettled",
      reason: `Something is under way in this machine's ledger: ${holders.join(", ")}. Wait for it or end it, and move again. Nothing was moved.`,
    },
    { cause: error },
  );
}
