import type { LedgerStore } from "@leaseline/core";
import { leftBehind } from "@leaseline/core/node";
import { CommandError } from "./command-error.js";
import type { Documents } from "./documents/documents.js";
import { capLine } from "./output/words.js";

export type Left = Pick<Documents["ledger use"], "leftBehind" | "capsLeft" | "protectedLeft">;

export const nothingLeft: Left = { leftBehind: 0, capsLeft: [], protectedLeft: [] };

/**
 * What does not hold any more once the ledger at `address` is used instead of this machine's own.
 * @throws {CommandError} `unsettled`, as a number with something open would be free elsewhere; {MovedLedger}.
 */
export async function leftIn(own: LedgerStore, address: string): Promise<Left> {
  const { open, operations, caps, protectedNumbers } = await leftBehind(own, address);
  if (open > 0)
    throw new CommandError({
      kind: "unsettled",
      reason: `${open} of what was begun in this machine's own ledger is not settled. “leaseline ledger move ${address}” takes it along, or “leaseline reconcile” settles it first. Nothing was changed.`,
    });
  return { leftBehind: operations, capsLeft: caps, protectedLeft: protectedNumbers };
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
          `This stays in this machine's own ledger, and does not apply here: ${stays.join("; ")}. “leaseline ledger move ${place}” takes along all but caps where there are others.`,
        ]
      : []),
    ...(left === null
      ? []
      : [
          `Others go on with ${left}, and its caps and protection do not hold here. Two ledgers know nothing of each other: with an account that is used with both, a number can be leased twice.`,
        ]),
  ];
}
