import type { E164, Lease, Operation } from "@leaseline/core";
import { areWhole } from "../leases-view/account-leases.js";
import { type Leases, openOperations } from "../leases-view/leases.js";
import type { LeaseNode } from "../leases-view/nodes.js";
import { leaseRow } from "../leases-view/tree.js";
import type { StoredAccount } from "../accounts/account.js";

/** A leased number with the account that pays for it. */
export interface KnownNumber {
  readonly lease: Lease;
  readonly account: StoredAccount;
  readonly row: LeaseNode;
}

/** What the tree knows of numbers, by number. */
export interface KnownNumbers {
  find(number: E164): KnownNumber | null;
  /** What is being done about one that is not leased yet, or may not be. */
  operation(number: E164): Operation | null;
  /** In the order of the tree. */
  readonly all: readonly KnownNumber[];
  /** Whether every account has told all that it holds: only then is a number known not to be leased. */
  readonly isWhole: boolean;
}

export function knownNumbers(leases: Leases): KnownNumbers {
  const all = leases.accounts.flatMap((entry) =>
    entry.leases.map((lease) => ({
      lease,
      account: entry.account,
      row: leaseRow(lease, entry),
    })),
  );
  const byNumber = new Map<E164, KnownNumber>();
  for (const one of all) {
    const other = byNumber.get(one.lease.number);
    // One that two accounts hold is as good as the better of the two.
    if (!other || other.lease.state !== "active") byNumber.set(one.lease.number, one);
  }
  const operations = new Map(openOperations(leases).map((one) => [one.number, one]));
  const isWhole =
    leases.accounts.length > 0 && leases.ledgerProblem === null && areWhole(leases.accounts);
  return {
    find: (number) => byNumber.get(number) ?? null,
    operation: (number) => operations.get(number) ?? null,
    all,
    isWhole,
  };
}
