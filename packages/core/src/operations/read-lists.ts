import type { AccountIdentity } from "../domain/account.js";
import { LeaseError, reasonOf } from "../errors/lease-error.js";
import { type LeaseFailure, noAnswer } from "../errors/lease-failure.js";
import type { Claim } from "../ledger/claim.js";
import { type Lease, leasesByNumber } from "../domain/lease.js";
import type { Unread } from "../domain/unread.js";
import { type Operation, isOpen } from "../ledger/operation.js";
import type { ProviderAccount } from "../providers/provider-account.js";
import type { Context } from "./context.js";
import { mayBe } from "./look.js";
import { writeDown } from "./write-down.js";

interface Lists {
  readonly identities: readonly AccountIdentity[];
  readonly because: Extract<LeaseFailure, { kind: "unlisted" }>["because"];
}

/** What is read for the sake of one request: each account once. */
export interface ReadFor {
  readonly asked: Set<string>;
  readonly signal: AbortSignal | undefined;
}

/** @throws {LeaseError} `unlisted` where one of them cannot be read, or not all of it can that has to be known. */
export async function readLists(
  context: Context,
  { identities, because }: Lists,
  reading: ReadFor,
): Promise<void> {
  await Promise.all(
    identities.map(async (identity) => {
      const read = await readOnce(context, identity, reading);
      const failure = read && whyNot(read, because);
      if ((read && !failure) || reading.signal?.aborted) return;
      const account = context.accountOf(identity)?.account ?? null;
      throw new LeaseError({ kind: "unlisted", because, account, failure });
    }),
  );
}

/** Why it does not do. What cannot be read of a list may be one more number that is paid for. */
function whyNot(read: TakenIn, because: Lists["because"]): LeaseFailure | null {
  if (read.kind === "failed") return read.failure;
  const [first] = because === "cap" ? read.unread : [];
  return first ? noAnswer("unexpected-form", first.reason) : null;
}

/** Null where it was read before, and where no account of it is connected. */
async function readOnce(
  context: Context,
  identity: AccountIdentity,
  { asked, signal }: ReadFor,
): Promise<TakenIn | null> {
  const account = context.accountOf(identity);
  if (!account || asked.has(identity)) return null;
  asked.add(identity);
  return takeInList(context, account, signal);
}

/** A list that was kept long ago may say by now what its numbers cost. @throws {LeaseError} `unpriced` */
export async function readPrices(
  context: Context,
  { gap }: Extract<Claim, { kind: "unpriced" }>,
  reading: ReadFor,
): Promise<void> {
  const unread = context.accounts.filter(({ identity }) => !reading.asked.has(identity));
  if (gap.held.length === 0 || unread.length === 0)
    throw new LeaseError({ kind: "unpriced", ...gap });
  await Promise.all(unread.map(({ identity }) => readOnce(context, identity, reading)));
}

/** How the ledger stood before lists were read: what was written later, they may not know yet. */
export interface BeforeLists {
  readonly position: number;
  readonly doubtful: readonly Operation[];
}

/** A list that ended without an error. */
export interface CompleteList {
  readonly leases: readonly Lease[];
  readonly unread: readonly Unread[];
}

export type TakenIn =
  | { readonly kind: "kept"; readonly unread: readonly Unread[] }
  | { readonly kind: "failed"; readonly failure: LeaseFailure };

/** Reads all that one account holds, and keeps it. */
export async function takeInList(
  context: Context,
  account: ProviderAccount,
  signal?: AbortSignal,
): Promise<TakenIn> {
  try {
    const before = await beforeLists(context);
    const leases: Lease[] = [];
    const unread: Unread[] = [];
    for await (const page of account.list({ signal })) {
      leases.push(...page.leases);
      unread.push(...page.unread);
    }
    await keepCompleteList(context, account, { leases, unread }, before);
    return { kind: "kept", unread };
  } catch (error) {
    return { kind: "failed", failure: reasonOf(error) };
  }
}

export async function beforeLists({ ledger }: Context): Promise<BeforeLists> {
  return {
    position: await ledger.position(),
    doubtful: await ledger.operations({ states: ["absent", "needs-attention"] }),
  };
}

/**
 * Keeps a complete list. A number that is held after an operation on it was taken for without effect was
 * leased by it: that verdict is revised.
 * @returns the operations that were revised.
 */
export async function keepCompleteList(
  context: Context,
  account: ProviderAccount,
  { leases, unread }: CompleteList,
  { position, doubtful }: BeforeLists,
): Promise<readonly Operation[]> {
  const listed = [...leases, ...(await perhapsListed(context, account, { leases, unread }))];
  await context.ledger.keepList(account, listed, position, { isWhole: unread.length === 0 });
  const told = leasesByNumber(leases);
  const revised: Operation[] = [];
  for (const operation of doubtful) {
    const lease = told.get(operation.number);
    if (operation.identity !== account.identity || !lease) continue;
    revised.push(...(await revise(context, operation, lease)));
  }
  return revised;
}

/** Numbers that are known to be held, and may be what could not be read: they are not missing. */
async function perhapsListed(
  { ledger }: Context,
  { identity }: ProviderAccount,
  { leases, unread }: CompleteList,
): Promise<readonly Lease[]> {
  if (unread.length === 0) return [];
  const listed = new Set(leases.map(({ number }) => number));
  const known = (await ledger.lists()).filter((list) => list.identity === identity);
  return known
    .flatMap((list) => list.leases.map(({ lease }) => lease))
    .filter(({ number }) => !listed.has(number) && unread.some((one) => mayBe(number, one)));
}

async function revise(
  context: Context,
  operation: Operation,
  lease: Lease,
): Promise<readonly Operation[]> {
  const { ledger, identities } = context;
  if (operation.kind !== "lease" || lease.state === "released") return [];
  // Others may have settled it since.
  if ((await ledger.find(operation.id))?.state !== operation.state) return [];
  if (isOpen(operation) && !(await ledger.takeOver(operation.id, identities))) return [];
  const noted = await writeDown(context, operation, { kind: "committed", lease, how: "seen" });
  return noted.state === "committed" ? [noted] : [];
}
