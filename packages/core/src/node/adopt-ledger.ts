import { existsSync } from "node:fs";
import type { AccountId } from "../domain/account.js";
import { moveLedger } from "../ledger/move.js";
import { MovedLedger } from "../ledger/moved.js";
import { unavailable } from "./sqlite/errors.js";
import { ledgerPath } from "./sqlite/ledger-path.js";
import { sqliteStore } from "./sqlite/store.js";

/** What came of taking a ledger over. */
export interface Adoption {
  /** How many operations were taken over; null when there was nothing to take, or it had been done before. */
  readonly operations: number | null;
}

/**
 * Takes over, once, what another ledger holds: see {@link moveLedger}. The other file is marked as moved, so that
 * nothing is begun in it any more.
 * @param leaveOut - accounts that have no place in this one, such as the sandbox's.
 * @throws {LeaseError} `ledger-unavailable`: `busy` while a session of the other one has something under way.
 */
export async function adoptLedger(
  from: string,
  into: string,
  leaveOut: (account: AccountId) => boolean = () => false,
): Promise<Adoption> {
  if (!existsSync(from)) return { operations: null };
  try {
    const [source, to] = [ledgerPath(from), ledgerPath(into)];
    if (source === to) return { operations: null };
    const stores = [sqliteStore(() => source), sqliteStore(() => to)] as const;
    try {
      const copied = await moveLedger(...stores, { to, leaveOut });
      return { operations: copied?.operations ?? null };
    } finally {
      for (const store of stores) await store.close();
    }
  } catch (error) {
    if (error instanceof MovedLedger && error.moved.done) return { operations: null };
    throw unavailable(error);
  }
}
