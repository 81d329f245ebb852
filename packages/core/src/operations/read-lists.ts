import type { AccountIdentity } from "../domain/account.js";
import { LeaseError } from "../errors/lease-error.js";
import { type LeaseFailure, noAnswer } from "../errors/lease-failure.js";
import type { Claim } from "../ledger/claim.js";
import type { Context } from "./context.js";
import { type TakenIn, takeInList } from "./take-in-list.js";

interface Lists {
  readonly identities: readonly AccountIdentity[];
  readonly because: Extract<LeaseFailure, { kind: "unlisted" }>["because"];
}

/** @throws {LeaseError} `unlisted` where one of them cannot be read, or not all of it can that has to be known. */
export async function readLists(
  context: Context,
  { identities, because }: Lists,
  asked: Set<string>,
  signal: AbortSignal | undefined,
): Promise<void> {
  await Promise.all(
    identities.map(async (identity) => {
      const read = await readOnce(context, identity, asked, signal);
      const failure = read && whyNot(read, because);
      if ((read && !failure) || signal?.aborted) return;
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
  asked: Set<string>,
  signal: AbortSignal | undefined,
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
  asked: Set<string>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const unread = context.accounts.filter(({ identity }) => !asked.has(identity));
  if (gap.held.length === 0 || unread.length === 0)
    throw new LeaseError({ kind: "unpriced", ...gap });
  await Promise.all(unread.map(({ identity }) => readOnce(context, identity, asked, signal)));
}
