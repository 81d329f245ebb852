import { existsSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import {
  type Ledger,
  LeaseError,
  type LedgerStore,
  MovedLedger,
  createLedger,
} from "@leaseline/core";
import {
  type SharedLedger,
  adoptLedger,
  chosenLedger,
  ledgerPlace,
  sqliteLedger,
  sqliteStore,
  moveLedger,
} from "@leaseline/core/node";
import { translate } from "../words/translate.js";
import { doneOnce } from "./done-once.js";

// One of the files that may import what needs Node; of that it takes the ledger, and no other transport.

/** This window's sessions of the ledgers. Their files are opened with the first call. */
export interface Ledgers {
  /** The one that every window and the command line of this user have. */
  readonly real: Ledger;
  /** Whether other machines have it too. */
  readonly isShared: boolean;
  /** Of numbers that do not exist, beside the sandbox that has them. */
  readonly sandbox: Ledger;
  /** Takes over, once, what earlier versions kept for themselves. @throws LeaseError while one is at work with it. */
  readonly takeOver: () => Promise<void>;
}

/** What a person has chosen in the editor. */
export interface LedgerChoice {
  /** The address of a ledger that machines share; empty for none. Read each time that something is written. */
  readonly address: () => string;
  /** Where the editor has one for it; else it is the environment's. */
  readonly password: (address: string) => Promise<string | null>;
}

const ledgerSetting = "leaseline.ledger";

/** @param storage - the extension's own folder. */
export async function openLedgers(storage: string, choice: LedgerChoice): Promise<Ledgers> {
  const earlier = join(storage, "ledger.sqlite");
  const { ledger, adopt, isShared } = await openReal(choice);
  const takeOver = doneOnce(() => adopt(earlier));
  return {
    real: ledger,
    isShared,
    sandbox: sqliteLedger({ path: join(storage, "sandbox", "ledger.sqlite") }),
    takeOver: async () => void (await takeOver()),
  };
}

interface Real {
  readonly ledger: Ledger;
  readonly isShared: boolean;
  readonly adopt: (earlier: string) => Promise<unknown>;
}

async function openReal(choice: LedgerChoice): Promise<Real> {
  let shared: SharedLedger | null;
  try {
    shared = chosen(choice);
  } catch (error) {
    if (!LeaseError.isInstance(error)) throw error;
    // Told wherever the ledger is asked for, until it is mended: no other one is taken instead.
    return { ledger: createLedger(unusable(error)), isShared: false, adopt: async () => {} };
  }
  if (!shared) {
    const path = () => ledgerPlace().ledger;
    return {
      ledger: createLedger({ ...sqliteStore(path), checkChosen: () => checkChosen(null, choice) }),
      isShared: false,
      adopt: (earlier) => adoptLedger(earlier, path(), isOfSandbox),
    };
  }
  const { postgresStore } = await import("./shared-ledger.js");
  const { address } = shared;
  const password = shared.password ?? (await choice.password(address)) ?? undefined;
  const open = () => postgresStore({ connection: address, password });
  return {
    ledger: createLedger({ ...open(), checkChosen: () => checkChosen(address, choice) }),
    isShared: true,
    adopt: (earlier) => adoptInto(open, address, earlier),
  };
}

/** What an earlier version kept for itself goes where everything is now. */
async function adoptInto(open: () => LedgerStore, to: string, earlier: string): Promise<void> {
  if (!existsSync(earlier)) return;
  const [source, target] = [sqliteStore(() => earlier), open()];
  try {
    const before = await source.read((view) => view.about()).catch((error: unknown) => error);
    const wasMoved = before instanceof MovedLedger && before.moved.done;
    const from = `${earlier} on ${hostname()}`;
    await moveLedger(source, target, { to, from, leaveOut: isOfSandbox }).catch(
      (error: unknown) => {
        // Also into this machine's own, before there was a shared one, and while that is away.
        if (!wasMoved) throw error;
      },
    );
  } finally {
    await Promise.allSettled([source.close(), target.close()]);
  }
}

/** A window goes on with the ledger that it has opened: another window, or the command line, may choose one since. */
function checkChosen(address: string | null, choice: LedgerChoice): void {
  if ((chosen(choice)?.address ?? null) === address) return;
  const reason = translate(
    "Another ledger has been chosen since this window was opened. Reload it.",
  );
  throw new LeaseError({ kind: "bad-input", field: "ledger", reason });
}

function unusable(error: LeaseError): LedgerStore {
  const refuse = async () => {
    throw error;
  };
  return {
    session: crypto.randomUUID(),
    write: refuse,
    read: refuse,
    changed: refuse,
    close: async () => {},
  };
}

/** @throws {LeaseError} `bad-input`. */
function chosen({ address }: LedgerChoice): SharedLedger | null {
  const { folder } = ledgerPlace();
  return chosenLedger(folder, process.env, { name: ledgerSetting, address: address() });
}

/** Earlier versions had the sandbox's in the same file. */
function isOfSandbox(account: string): boolean {
  return account.startsWith("sandbox-");
}
