import { join } from "node:path";
import { type LeaseClient, type Ledger, createLeaseClient } from "@leaseline/core";
import { sqliteLedger } from "@leaseline/core/node";
import { chosenAccounts } from "./accounts/accounts.js";
import { connect } from "./accounts/connect.js";
import type { Context } from "./context.js";
import { readCaps } from "./state/config.js";
import { openStateFolder } from "./state/state-folder.js";

/** A client of all accounts, or of the one named, on this machine's ledger and within its caps. */
export async function openClient(
  context: Context,
  account?: string | undefined,
): Promise<LeaseClient> {
  const { environment } = context;
  const folder = openStateFolder(environment);
  const caps = readCaps(folder);
  const accounts = await Promise.all(chosenAccounts(environment, folder, account).map(connect));
  return createLeaseClient({ accounts, ledger: openLedger(context, folder), caps });
}

export function openLedger({ atEnd }: Pick<Context, "atEnd">, folder: string): Ledger {
  const ledger = sqliteLedger({ path: join(folder, "ledger.sqlite") });
  atEnd(() => ledger.close());
  return ledger;
}
