import { hostname } from "node:os";
import { join } from "node:path";
import { LeaseError } from "@leaseline/core";
import { ledgerPlace } from "@leaseline/core/node";

/** Where the ledger is, and how this session gets at it. */
export interface PostgresOptions {
  /**
   * `postgres://user@host:5432/database`. Anything but loopback is spoken to with TLS, and its certificate has to
   * be trusted: `?sslrootcert=` names a file of authorities in place of the machine's, and only `?sslmode=disable`
   * goes without.
   */
  readonly connection: string;
  /** Left out, it is that of the address, then PGPASSWORD, then that of `.pgpass`. A function is asked for each connection. */
  readonly password?: string | (() => string | Promise<string>) | undefined;
  /** Where the ledger's tables are, made when they are not there; `leaseline` when left out. Of 1 to 63 bytes. */
  readonly schema?: string | undefined;
  /**
   * A folder of this machine, which keeps how the ledger was seen last: by that it is known when a database has
   * lost something. Left out, it is beside this user's ledger in a file.
   */
  readonly folder?: string | undefined;
  /**
   * For how long after a database has lost something nothing is leased, whatever lists say: a request whose
   * record is lost may be on its way that long. 90,000 ms when left out.
   */
  readonly lossSettlesMs?: number | undefined;
  /** Who holds what this session holds, as others are told; such as `process 4711 on build-3` when left out. */
  readonly holder?: string | undefined;
}

/** The same with nothing left out; where it has to be looked for, with the first call. */
export interface Settings {
  readonly connection: string;
  readonly password: PostgresOptions["password"];
  readonly schema: string;
  readonly folder: () => string;
  readonly lossSettlesMs: number;
  readonly holder: string;
}

/** @throws {LeaseError} `bad-input` for more arguments than the options: with a schema there, it would be another ledger. */
export function refuseOthers(given: ArrayLike<unknown>): void {
  if (given.length > 1) throw badInput("options", "There is one argument only, the options.");
}

/** @throws {LeaseError} `bad-input` for an option that is not read: with a misspelt schema, it would be another ledger. */
export function settingsOf({
  connection,
  password,
  schema = "leaseline",
  folder,
  lossSettlesMs = 90_000,
  holder = `process ${process.pid} on ${hostname()}`,
  ...others
}: PostgresOptions): Settings {
  const [field] = Object.keys(others);
  if (field !== undefined) throw badInput(field, `There is no option “${field}”.`);
  return {
    connection,
    password,
    schema,
    folder: () => folder ?? join(ledgerPlace().folder, "postgres"),
    lossSettlesMs,
    holder,
  };
}

function badInput(field: string, reason: string): LeaseError {
  return new LeaseError({ kind: "bad-input", field, reason });
}
