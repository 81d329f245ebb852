import { join } from "node:path";
import { type LeaseClient, type Ledger, createLeaseClient } from "@leaseline/core";
import { sqliteLedger } from "@leaseline/core/node";
import { chosenAccounts } from "./accounts/accounts.js";
import { connectAll } from "./accounts/connect.js";
import type { Failures } from "./collect.js";
import type { Context } from "./command.js";
import { readCaps } from "./state/config.js";
import { openStateFolder } from "./state/state-folder.js";

export interface OpenClient {
  readonly client: LeaseClient;
  /** Of accounts whose keys cannot be had: it does not have them. */
  readonly unreachable: Failures;
}

/** A client of all accounts, or of the one named, on this machine's ledger and within its caps. For reading. */
export async function openClient(context: Context, account?: string): Promise<OpenClient> {
  const folder = openStateFolder(context.environment);
  // Closing it would only wait for the disk: who has begun nothing leaves nothing behind.
  return clientOn(openLedger(folder), { context, folder, account });
}

/** The same, for beginning operations and for settling them. */
export async function openWritingClient(context: Context, account?: string): Promise<OpenClient> {
  const folder = openStateFolder(context.environment);
  const ledger = openLedger(folder);
  const opened = await clientOn(ledger, { context, folder, account });
  context.atEnd(() => {
    // Not waited for: an answer that is still to come is for the next process to find out about.
    void opened.client.close();
    return ledger.close();
  });
  opened.client.onChange(({ state }) => {
    if (state === "sent") context.sent();
  });
  return opened;
}

export function openLedger(folder: string): Ledger {
  return sqliteLedger({ path: join(folder, "ledger.sqlite") });
}

interface Which {
  readonly context: Context;
  readonly folder: string;
  readonly account: string | undefined;
}

async function clientOn(ledger: Ledger, { context, folder, account }: Which): Promise<OpenClient> {
  const caps = readCaps(folder);
  const chosen = chosenAccounts(context, folder, account);
  const { accounts, failures } = await connectAll(chosen, context.environment);
  return { client: createLeaseClient({ accounts, ledger, caps }), unreachable: failures };
}
