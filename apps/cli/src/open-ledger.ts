import { join } from "node:path";
import { LeaseError, type Ledger, type LedgerStore, createLedger } from "@leaseline/core";
import { type SharedLedger, chosenLedger, sqliteStore } from "@leaseline/core/node";
import { systemKeychain } from "./accounts/keychain.js";
import { CommandError } from "./command-error.js";
import type { Context } from "./command.js";
import { sandboxIn } from "./state/sandbox-in.js";
import { openStateFolder } from "./state/state-folder.js";

type Around = Pick<Context, "environment" | "signal" | "terminal" | "atEnd">;

/**
 * The ledger that this machine uses: its own, or the one that it shares; in an environment that is set to the sandbox,
 * that of the sandbox, whose numbers are nobody's and count in no limit of real ones. Opened with the first call.
 * @param checkBegun - throws where nothing may be begun any more.
 * @throws {CommandError} `usage`; {LeaseError} `bad-input`.
 */
export async function openLedger(context: Around, checkBegun = () => {}): Promise<Ledger> {
  const folder = openStateFolder(context.environment);
  if (sandboxIn(context.environment) !== null) {
    const store = sqliteStore(() => join(folder, "sandbox.sqlite"));
    return createLedger({ ...store, checkChosen: checkBegun });
  }
  const chosen = () => chosenLedger(folder, context.environment);
  const shared = chosen();
  // A person may take any time to answer.
  const checkChosen = () => {
    checkBegun();
    if (chosen()?.address === shared?.address) return;
    const reason = "Another ledger has been chosen since this command began.";
    throw new LeaseError({ kind: "bad-input", field: "ledger", reason });
  };
  return shared
    ? openShared(shared, context, checkChosen)
    : createLedger({ ...openOwnStore(folder), checkChosen });
}

export async function openShared(
  shared: SharedLedger,
  context: Around,
  checkChosen = () => {},
): Promise<Ledger> {
  const store = await sharedStore(shared, context);
  const ledger = createLedger({ ...store, checkChosen });
  // Also of who only reads: the other side would take a connection that breaks off for trouble.
  context.atEnd(() => ledger.close());
  return ledger;
}

/** The same, as a ledger is moved into it. */
export async function openSharedStore(shared: SharedLedger, context: Around): Promise<LedgerStore> {
  const store = await sharedStore(shared, context);
  context.atEnd(() => store.close());
  return store;
}

/** This machine's own ledger, whether or not it is the one that is used. */
export function openOwnStore(folder: string): LedgerStore {
  return sqliteStore(() => ownPath(folder));
}

export function ownPath(folder: string): string {
  return join(folder, "ledger.sqlite");
}

/** A ledger's password in the keychain. */
export function keptPassword({ address }: Pick<SharedLedger, "address">, context: Around) {
  const keychain = systemKeychain(context, "LEASELINE_LEDGER_PASSWORD");
  const name = `ledger ${address}`;
  return {
    read: () => keychain.read(name),
    keep: (password: string) => keychain.keep(name, password),
  };
}

async function sharedStore(shared: SharedLedger, context: Around) {
  const { address, isInKeychain } = shared;
  let { password } = shared;
  if (password === null && isInKeychain) {
    password = await keptPassword(shared, context).read();
    if (password === null)
      throw new CommandError({
        kind: "bad-credentials",
        reason: `The keychain holds no password for ${address}. Enter it again: “leaseline ledger use ${address} --keychain”. Nothing was sent.`,
      });
  }
  const { postgresStore } = await import("./shared-ledger.js");
  return postgresStore({
    connection: address,
    // Left out, it is that of PGPASSWORD or of .pgpass.
    password: password ?? undefined,
    folder: join(openStateFolder(context.environment), "postgres"),
  });
}
