import type { AccountId, AccountIdentity } from "../domain/account.js";
import type { Lease } from "../domain/lease.js";
import type { Unread } from "../domain/unread.js";
import type { LeaseFailure } from "../errors/lease-failure.js";
import type { KnownLease } from "../ledger/ledger.js";
import { withLabel } from "../ledger/notes.js";
import type { Operation } from "../ledger/operation.js";
import { unlessAway } from "../ledger/unless-away.js";
import type { Context } from "../operations/context.js";
import { beforeLists, keepCompleteList } from "../operations/read-lists.js";
import type { ReadOptions } from "../providers/provider-account.js";
import { type AccountEvent, acrossAccounts } from "./across-accounts.js";

/** What a look at everything that the accounts hold has shown. */
export interface Sweep {
  /** Numbers that appeared after the account was first read, and were not leased by an operation of this ledger. */
  readonly elsewhere: readonly Lease[];
  /**
   * Operations that had been taken for without effect, or could not be settled, and whose number turned out to be
   * leased.
   */
  readonly revised: readonly Operation[];
  /** Accounts whose list is not complete, and why: it says nothing of their other numbers. */
  readonly failed: ReadonlyMap<AccountId, LeaseFailure>;
}

/** What an account has told of its list by now. */
interface Read {
  readonly leases: Lease[];
  readonly unread: Unread[];
  readonly told: Set<string>;
}

/** Passes on what every account holds, each number once, and keeps each list that is complete. */
export async function* listing(
  context: Context,
  { signal }: ReadOptions = {},
  revised: (operations: readonly Operation[]) => void = () => {},
): AsyncGenerator<AccountEvent<Lease>> {
  // Reading goes on where nothing can be written down.
  const before = await unlessAway(() => beforeLists(context));
  // Where the ledger is away it is not waited for a second time.
  const notes = before && (await unlessAway(() => context.ledger.notes()));
  const byNumber = new Map((notes ?? []).map((note) => [note.number, note]));
  const byId = new Map(context.accounts.map((account) => [account.account, account]));
  const read = new Map<AccountId, Read>();
  const { accounts } = context;
  const events = acrossAccounts(
    accounts,
    (one, until) => pages(one.list({ signal: until })),
    signal,
  );
  for await (const event of events) {
    const list = read.get(event.account) ?? { leases: [], unread: [], told: new Set() };
    read.set(event.account, list);
    const items = event.kind === "items" ? event.items.filter(notIn(list.told)) : [];
    if (event.kind === "items") list.leases.push(...event.items);
    if (event.kind === "unread") list.unread.push(...event.unread);
    const account = byId.get(event.account);
    if (event.kind === "complete" && before && account)
      await unlessAway(async () => revised(await keepCompleteList(context, account, list, before)));
    yield event.kind === "items"
      ? // What is kept of the list is not theirs to change.
        { ...event, items: items.map((lease) => withLabel({ ...lease }, byNumber)) }
      : event;
  }
}

/** Reads all of it. */
export async function sweep(context: Context, options?: ReadOptions): Promise<Sweep> {
  const revised: Operation[] = [];
  const failed = new Map<AccountId, LeaseFailure>();
  for await (const event of listing(context, options, (some) => revised.push(...some)))
    if (event.kind === "failed") failed.set(event.account, event.failure);
  const isHere = (identity: AccountIdentity | null) =>
    identity !== null && context.identities.includes(identity);
  const lists = (await context.ledger.lists()).filter(({ identity }) => isHere(identity));
  return {
    elsewhere: lists.flatMap(({ leases }) => leases.flatMap(leasedElsewhere)),
    revised,
    failed,
  };
}

async function* pages(
  lists: AsyncIterable<{ readonly leases: readonly Lease[]; readonly unread: readonly Unread[] }>,
) {
  for await (const { leases, unread } of lists) yield { items: leases, unread };
}

/** A list that changes while its pages are read may tell of a number twice. */
function notIn(told: Set<string>): (lease: Lease) => boolean {
  return ({ number, state }) => {
    const before = told.size;
    // That it was given back once says nothing of whether it is held now.
    told.add(state === "released" ? `${number} ${state}` : number);
    return told.size > before;
  };
}

function leasedElsewhere({ lease, origin }: KnownLease): readonly Lease[] {
  return origin === "elsewhere" ? [lease] : [];
}
