import type { Lease, Ledger } from "@leaseline/core";
import type { Accounts } from "../accounts/accounts.js";
import { type HistoryOperation, type SpendHistory, spendHistory } from "./spend-history.js";

/** How many operations are read between two turns of whoever else has something to do. */
const pageSize = 500;

/** What the ledgers of all accounts tell of what was charged. @throws {LeaseError} `ledger-unavailable` */
export async function readHistory(
  accounts: Pick<Accounts, "groups">,
  leases: readonly Lease[],
  now: string,
): Promise<SpendHistory> {
  const operations: HistoryOperation[] = [];
  for (const group of accounts.groups()) {
    // An account that cannot be reached is known by the name that it has here.
    const connected = await group.connect().catch(() => null);
    const names = new Map([...(connected?.identities ?? [])].map(([id, known]) => [known, id]));
    for await (const operation of committed(group.ledger)) {
      const known = operation.identity && names.get(operation.identity);
      const account = known ?? operation.account;
      operations.push({ ...operation, account });
    }
  }
  return spendHistory({ operations, leases, now });
}

async function* committed(ledger: Ledger) {
  let before: string | undefined;
  for (;;) {
    const page = await ledger.operations({ states: ["committed"], limit: pageSize, before });
    yield* page;
    before = page.at(-1)?.id;
    if (page.length < pageSize) return;
    await new Promise((resolve) => {
      setTimeout(resolve, 0);
    });
  }
}
