import { join } from "node:path";
import { type LeaseClient, type Ledger, createLeaseClient } from "@leaseline/core";
import { sqliteLedger } from "@leaseline/core/node";
import { chosenAccounts } from "./accounts/accounts.js";
import { connect } from "./accounts/connect.js";
import type { Context } from "./context.js";
import { readCaps } from "./state/config.js";
import { openStateFolder } from "./state/state-folder.js";

/** A client of all accounts, or of the one named, on this machine's ledger and within its caps. For reading. */
export async function openClient(
  { environment }: Pick<Context, "environment">,
  account?: string,
): Promise<LeaseClient> {
  const folder = openStateFolder(environment);
  // Closing it would only wait for the disk: who has begun nothing leaves nothing behind.
  return clientOn(openLedger(folder), { environment, folder, account });
}

/** The same, for beginning operations and for settling them. */
export async function openWritingClient(
  { environment, atEnd }: Pick<Context, "environment" | "atEnd">,
  account?: string,
): Promise<LeaseClient> {
  const folder = openStateFolder(environment);
  const ledger = openLedger(folder);
  atEnd(() => ledger.close());
  return clientOn(ledger, { environment, folder, account });
}

export function openLedger(folder: string): Ledger {
  return sqliteLedger({ path: join(folder, "ledger.sqlite") });
}

interface Which {
  readonly environment: Context["environment"];
  readonly folder: string;
  readonly account: string | undefined;
}

async function clientOn(ledger: Ledger, { environment, folder, account }: Which) {
  const caps = readCaps(folder);
  const accounts = await Promise.all(chosenAccounts(environment, folder, account).map(connect));
  return createLeaseClient({ accounts, ledger, caps });
}
