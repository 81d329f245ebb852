import type { AccountEvent } from "./across-accounts.js";
import type { AccountId, AccountIdentity } from "./domain/account.js";
import type { Lease } from "./domain/lease.js";
import type { LeaseFailure } from "./errors/lease-failure.js";
import { LeaseError } from "./errors/lease-error.js";
import type { KnownLease, Ledger } from "./ledger/ledger.js";
import { type Operation, isOpen } from "./ledger/operation.js";
import type { Work } from "./operations/work.js";

/** What a look at everything that the accounts hold has shown. */
export interface Sweep {
  /** Numbers that are held, and were not leased by an operation of this ledger, since the account was first read. */
  readonly elsewhere: readonly Lease[];
  /** Operations that were taken for without effect, or could not be settled, and had leased their number after all. */
  readonly revised: readonly Operation[];
  /** Accounts whose list is not complete, and why: it says nothing of their other numbers. */
  readonly failed: ReadonlyMap<AccountId, LeaseFailure>;
}

interface Tools {
  readonly ledger: Ledger;
  readonly work: Work;
  readonly identityOf: (account: AccountId) => AccountIdentity;
}

/**
 * Passes on what every account holds, and keeps each list that is complete. A number that is held after an
 * operation on it was taken for without effect was leased by it: that verdict is revised.
 */
export async function* takingIn(
  listing: AsyncIterable<AccountEvent<Lease>>,
  { ledger, work, identityOf }: Tools,
  revised: (operation: Operation) => void = () => {},
): AsyncGenerator<AccountEvent<Lease>> {
  const before = await unlessUnavailable(async () => ({
    position: await ledger.position(),
    // What began later than the list says nothing of it.
    doubtful: await ledger.operations({ states: ["absent", "needs-attention"] }),
  }));
  const leases = new Map<AccountId, Lease[]>();
  for await (const event of listing) {
    if (event.kind === "items") {
      const items = leases.get(event.account) ?? [];
      for (const lease of event.items) items.push(lease);
      leases.set(event.account, items);
    }
    if (event.kind === "complete" && before) {
      const { account } = event;
      const held = leases.get(account) ?? [];
      await unlessUnavailable(async () => {
        const identity = identityOf(account);
        await ledger.keepList({ identity, account }, held, before.position);
        for (const operation of before.doubtful.filter((one) => one.identity === identity))
          await revise(operation, held, { ledger, work, identityOf }, revised);
      });
    }
    yield event;
  }
}

/** Reads all of a listing that is being taken in. */
export async function sweepThrough(
  listing: AsyncIterable<AccountEvent<Lease>>,
  tools: Tools,
): Promise<Sweep> {
  const revised: Operation[] = [];
  const failed = new Map<AccountId, LeaseFailure>();
  for await (const event of takingIn(listing, tools, (operation) => revised.push(operation))) {
    if (event.kind === "failed") failed.set(event.account, event.failure);
  }
  const lists = await tools.ledger.lists();
  return {
    elsewhere: lists.flatMap(({ leases }) => leases.flatMap(leasedElsewhere)),
    revised,
    failed,
  };
}

/** @throws {LeaseError} when one of the lists could not be read. */
export async function allListed(sweep: Promise<Sweep>): Promise<void> {
  for (const failure of (await sweep).failed.values()) throw new LeaseError(failure);
}

function leasedElsewhere({ lease, origin }: KnownLease): readonly Lease[] {
  return origin === "elsewhere" ? [lease] : [];
}

async function revise(
  operation: Operation,
  held: readonly Lease[],
  { ledger, work }: Tools,
  revised: (operation: Operation) => void,
): Promise<void> {
  const lease = held.find(({ number }) => number === operation.number);
  if (operation.kind !== "lease" || !lease || lease.state === "released") return;
  // A newer operation on the same number has its own verdict.
  const { identity, number } = operation;
  if (identity === null) return;
  const [latest] = await ledger.operations({ identity, number, limit: 1 });
  if (latest?.id !== operation.id || latest.state !== operation.state) return;
  if (isOpen(operation) && !(await ledger.takeOver(operation.id, [identity]))) return;
  const noted = await ledger.record(operation.id, { kind: "committed", lease, how: "seen" });
  work.tell(noted);
  revised(noted);
}

/** Reading goes on where nothing can be written down. */
async function unlessUnavailable<Result>(work: () => Promise<Result>): Promise<Result | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof LeaseError && error.failure.kind === "ledger-unavailable") return null;
    throw error;
  }
}
