import {
  type KnownLeases,
  type LeaseClient,
  type LeaseClientOptions,
  LeaseError,
  type Ledger,
  createLeaseClient,
  openStates,
} from "@leaseline/core";
import { allAccounts, chosenAccounts } from "./accounts/accounts.js";
import { type Connected, connectAll } from "./accounts/connect.js";
import type { Failures } from "./collect.js";
import type { Context } from "./command.js";
import { CommandError, errorOf } from "./command-error.js";
import { openLedger } from "./open-ledger.js";
import { asBegun } from "./state/as-begun.js";
import { readCaps } from "./state/config.js";
import { openStateFolder } from "./state/state-folder.js";

export interface OpenClient {
  readonly client: LeaseClient;
  readonly ledger: Ledger;
  /** Of accounts whose keys cannot be had: it does not have them. */
  readonly unreachable: Failures;
}

/** A client of all accounts, or of the one named, on this machine's ledger and within its caps. For reading. */
export async function openClient(context: Context, account?: string): Promise<OpenClient> {
  const folder = openStateFolder(context.environment);
  const { accounts, failures } = await connectChosen(context, account);
  // Closing the ledger would only wait for the disk: who has begun nothing leaves nothing behind.
  const ledger = await openLedger(context);
  const client = createLeaseClient({ accounts, ledger, caps: readCaps(folder) });
  return { client, ledger, unreachable: failures };
}

/** What the ledger knows of accounts, beside those that can be asked. */
export interface Listing extends OpenClient {
  /** Of those whose keys this machine has not. */
  readonly withoutKeys: readonly KnownLeases[];
}

/**
 * The same, for telling of everything that is held: also of what others lease, with keys of their own. Where one
 * account is named, it is that one's alone.
 * @throws {CommandError} `no-account` where nothing is known either.
 */
export async function openListingClient(context: Context, account?: string): Promise<Listing> {
  if (account !== undefined) return { ...(await openClient(context, account)), withoutKeys: [] };
  const folder = openStateFolder(context.environment);
  const ledger = await openLedger(context);
  const known = allAccounts(context);
  const { accounts, failures } = await connectAll(known, context.environment);
  const withoutKeys = (await knownLists(ledger)).filter(
    ({ identity, account: name, leases }) =>
      leases.length > 0 &&
      !failures.has(name) &&
      !accounts.some((one) =>
        identity === null ? one.account === name : one.identity === identity,
      ),
  );
  // Throws that there is none.
  if (withoutKeys.length === 0) chosenAccounts(context, undefined);
  const client = createLeaseClient({ accounts, ledger, caps: readCaps(folder) });
  return { client, ledger, unreachable: failures, withoutKeys };
}

/** Nothing of a ledger that says nothing: that hides no number of the accounts'. */
export async function knownLists(ledger: Ledger): Promise<readonly KnownLeases[]> {
  try {
    return await ledger.lists();
  } catch (error) {
    if (LeaseError.isInstance(error)) return [];
    throw error;
  }
}

/** As {@link openClient}, for releasing. */
export async function openWritingClient(context: Context, account?: string): Promise<OpenClient> {
  const folder = openStateFolder(context.environment);
  const checkBegun = asBegun(folder);
  const connected = await connectChosen(context, account);
  const ledger = await openLedger(context, checkBegun);
  return writing(ledger, connected, { context, caps: readCaps(folder) });
}

/**
 * The same for settling what was begun. In a ledger that others use too, it may all be of accounts that are not here:
 * who has none is told whose it is.
 * @throws {CommandError} `no-account` where nothing is open either.
 */
export async function openSettlingClient(context: Context): Promise<OpenClient> {
  const ledger = await openLedger(context);
  const [open] = await ledger.operations({ states: openStates, limit: 1 });
  const accounts = open ? allAccounts(context) : chosenAccounts(context, undefined);
  const connected = await connectAll(accounts, context.environment);
  return writing(ledger, connected, { context, caps: [] });
}

/** The same for a person's own decisions about what numbers cost, which need no account. */
export async function openDecidingClient(context: Context): Promise<OpenClient> {
  return writing(await openLedger(context), nobody, { context, caps: [] });
}

/** The same for giving up what was begun. @param withoutKeys - also where no account's keys can be had. */
export async function openAbandoningClient(
  context: Context,
  withoutKeys: boolean,
): Promise<OpenClient> {
  const ledger = await openLedger(context);
  const connecting = connectAll(allAccounts(context), context.environment);
  const connected = await connecting.catch((error: unknown) => {
    if (withoutKeys && error instanceof CommandError) return nobody;
    throw error;
  });
  return writing(ledger, connected, { context, caps: [] });
}

const nobody: Connected = { accounts: [], failures: new Map() };

/**
 * The same for leasing at one account. A limit on what is spent a month counts what every account costs: where there
 * is one, all of them have to be had.
 */
export async function openLeasingClient(context: Context, account: string): Promise<LeaseClient> {
  const folder = openStateFolder(context.environment);
  const ledger = await openLedger(context, asBegun(folder));
  const caps = readCaps(folder);
  const limits = [...caps, ...(await ledger.caps())];
  const chosen = chosenAccounts(context, account);
  const all = allAccounts(context);
  const counted = limits.some(({ kind }) => kind === "monthly") ? all : chosen;
  const connected = await connectAll(counted, context.environment);
  const [failure] = connected.failures.values();
  if (failure) throw errorOf(failure);
  // A limit may also be set while a person is asked.
  const isCounted = new Set(counted.map(({ id }) => id));
  const unconnected = all.map(({ id }) => id).filter((id) => !isCounted.has(id));
  return writing(ledger, connected, { context, caps, unconnected }).client;
}

async function connectChosen(context: Context, account: string | undefined): Promise<Connected> {
  return connectAll(chosenAccounts(context, account), context.environment);
}

function writing(
  ledger: Ledger,
  { accounts, failures }: Connected,
  {
    context,
    ...limits
  }: Pick<LeaseClientOptions, "caps" | "unconnected"> & { readonly context: Context },
): OpenClient {
  const client = createLeaseClient({ accounts, ledger, ...limits });
  context.atEnd(() => {
    // Not waited for: an answer that is still to come is for the next process to find out about.
    void client.close();
    return ledger.close();
  });
  client.onChange(({ state }) => {
    if (state === "sent") context.sent();
  });
  return { client, ledger, unreachable: failures };
}
