import { readFileSync } from "node:fs";
import { isLoopback, phrase } from "@leaseline/core";
import { type ClientConfig, defaults } from "pg";
import type { Settings } from "./options.js";
import { keptPassword } from "./pgpass.js";
import { refused } from "./refused.js";

export interface Address {
  /** As people may see it: without the password. */
  readonly place: string;
  /** For one more connection: what it needs of files is read anew, and only then. */
  readonly config: () => ClientConfig;
}

/** @throws {LeaseError} `bad-input` for what is not an address of a database, or asks for something that is not understood. */
export function addressOf({ connection, password, schema }: Settings): Address {
  const url = URL.parse(connection);
  // A password whose “/”, “#” or “@” is not written as %2F, %23 and %40 is cut in two by them.
  if (
    !url ||
    !/^postgres(ql)?:$/.test(url.protocol) ||
    !url.hostname ||
    url.hash ||
    /^\/.*[/@]/.test(url.pathname)
  )
    throw refused(phrase("Write it as postgres://user@host:5432/database."));
  const host = decoded(url.hostname)
    .replace(/^\[|\]$/g, "")
    .toLowerCase();
  // The folder of a socket, or several hosts: one ledger is in one place that every machine reaches.
  if (/[/,]/.test(host)) throw refused(phrase("Write it as postgres://user@host:5432/database."));
  const database = decoded(url.pathname.slice(1));
  if (database === "")
    throw refused(phrase("It names no database: postgres://user@host:5432/database."));
  const user = decoded(url.username);
  checkNames({ schema, others: [database, ...(user === "" ? [] : [user])] });
  const given = url.password === "" ? undefined : decoded(url.password);
  const own = password ?? given;
  const port = Number(url.port || "5432");
  const login = user || process.env["PGUSER"] || defaults.user || "";
  return {
    place: `postgres://${host.includes(":") ? `[${host}]` : host}:${url.port || "5432"}/${database} (${schema})`,
    config: () => ({
      host,
      port,
      database,
      ...(user === "" ? {} : { user }),
      // Looked for where the database wants one.
      password:
        own ||
        process.env["PGPASSWORD"] ||
        (() => keptPassword({ host, port, database, user: login })),
      ssl: security(host, url.searchParams),
    }),
  };
}

/** What cannot be kept as it is written: cut off, two names are one, and two ledgers that do not know of each other. */
function checkNames({ schema, others }: { schema: string; others: readonly string[] }): void {
  for (const name of [schema, ...others])
    if (name === "" || name.includes("\0") || /\p{Surrogate}/u.test(name) || bytesOf(name) > 63)
      throw refused(
        phrase("PostgreSQL keeps no name like “{0}”: one has 1 to 63 bytes, and no null in it."),
        { values: [name.replaceAll("\0", "␀")] },
      );
  if (schema.startsWith("pg_") || schema === "information_schema")
    throw refused(phrase("The schema “{0}” is PostgreSQL's own. Name another one."), {
      values: [schema],
    });
}

function bytesOf(name: string): number {
  return Buffer.byteLength(name);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (cause) {
    throw refused(phrase("Write it as postgres://user@host:5432/database."), { cause });
  }
}

/** Whatever TLS there is checks who the other side is: what does not is of no use against anybody in between. */
function security(host: string, asked: URLSearchParams): ClientConfig["ssl"] {
  for (const name of asked.keys())
    if (name !== "sslmode" && name !== "sslrootcert")
      throw refused(
        phrase("After the “?”, only sslmode and sslrootcert are understood; “{0}” is not."),
        { values: [name] },
      );
  const mode = asked.get("sslmode");
  switch (mode) {
    case null:
      // Who names an authority wants it asked.
      if (isLoopback(host) && !asked.has("sslrootcert")) return false;
      break;
    case "disable":
      return false;
    case "require":
    case "verify-ca":
    case "verify-full":
      break;
    default:
      throw refused(phrase("sslmode is “disable” or “verify-full”, not “{0}”."), {
        values: [mode],
      });
  }
  const file = asked.get("sslrootcert");
  return { rejectUnauthorized: true, ...(file === null ? {} : { ca: authorities(file) }) };
}

function authorities(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw refused(phrase("The file of sslrootcert, {0}, cannot be read."), { values: [file] });
  }
}
