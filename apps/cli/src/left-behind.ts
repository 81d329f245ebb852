import {
  type E164,
  type LedgerStore,
  type Moved,
  MovedLedger,
  type SpendCap,
  openStates,
} from "@leaseline/core";
import { CommandError } from "./command-error.js";
import type { Documents } from "./documents/documents.js";
import { capLine } from "./output/caps.js";

/** What does not hold any more once another ledger is used than this machine's own. */
export interface Left {
  readonly leftBehind: number;
  readonly capsLeft: readonly SpendCap[];
  readonly protectedLeft: readonly E164[];
}

export const nothingLeft: Left = { leftBehind: 0, capsLeft: [], protectedLeft: [] };

/** What stays behind. @throws {CommandError} `unsettled`, as a number with something open would be free elsewhere. */
export async function leftIn(own: LedgerStore, address: string): Promise<Left> {
  const moved = await movedOf(own);
  if (moved && moved.to !== address) throw new MovedLedger(moved);
  if (moved?.done) return nothingLeft;
  if (moved)
    throw new CommandError({
      kind: "usage",
      reason: `This machine's ledger is half moved. “leaseline ledger move ${address}” finishes that. Nothing was changed.`,
    });
  const { open, ...left } = await own.read(async (view) => ({
    open: (await view.operations({ states: openStates })).length,
    leftBehind: (await view.operations({})).length,
    capsLeft: await view.caps(),
    protectedLeft: (await view.notes())
      .filter(({ isProtected }) => isProtected)
      .map(({ number }) => number),
  }));
  if (open > 0)
    throw new CommandError({
      kind: "unsettled",
      reason: `${open} of what was begun in this machine's own ledger is not settled. “leaseline ledger move ${address}” takes it along, or “leaseline reconcile” settles it first. Nothing was changed.`,
    });
  return left;
}

export async function movedOf(own: LedgerStore): Promise<Moved | null> {
  try {
    return await own.read((view) => view.moved());
  } catch (error) {
    if (error instanceof MovedLedger) return error.moved;
    throw error;
  }
}

/** What a person may take to hold on, and does not. */
export function leftWords({
  place,
  leftBehind,
  capsLeft,
  protectedLeft,
  left,
}: Omit<Documents["ledger use"], "gaveUp">): readonly string[] {
  const stays = [
    leftBehind > 0 ? `what was leased and released with it (${leftBehind})` : "",
    capsLeft.length > 0 ? `its caps (${capLine(capsLeft)})` : "",
    protectedLeft.length > 0 ? `what it protects (${protectedLeft.join(", ")})` : "",
  ].filter(Boolean);
  return [
    ...(stays.length > 0
      ? [
          `In this machine's own ledger stays, and does not hold here: ${stays.join("; ")}. “leaseline ledger move ${place}” takes along all but caps where there are others.`,
        ]
      : []),
    ...(left === null
      ? []
      : [
          `Others go on with ${left}, and its caps and protection do not hold here. Two ledgers know nothing of each other: with an account that is used with both, a number can be leased twice.`,
        ]),
  ];
}
