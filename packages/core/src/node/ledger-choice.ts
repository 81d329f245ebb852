import { type Template, phrase } from "../domain/translate.js";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { badInput } from "../errors/lease-error.js";
import type { Environment } from "./ledger-place.js";
import { unavailable } from "./sqlite/errors.js";

/** A ledger that a machine shares with others. */
export interface SharedLedger {
  /** Without a password. */
  readonly address: string;
  /** Null where it is not said along with the address, nor in the environment. */
  readonly password: string | null;
  /** Whether the password is in this machine's keychain. */
  readonly isInKeychain: boolean;
}

/**
 * Which ledger this machine uses: null for its own. LEASELINE_LEDGER, what a person has set in another program, and
 * what was chosen on this machine have to agree: two ledgers for one account would lease a number twice.
 * @param folder - that of `ledgerPlace`.
 * @param setting - what one program alone reads, and where that stands: it never decides by itself.
 * @throws {LeaseError} `bad-input` for an address that is none, a file that is not understood, and for two addresses.
 */
export function chosenLedger(
  folder: string,
  environment: Environment = process.env,
  setting: { readonly name: string; readonly address: string } | null = null,
): SharedLedger | null {
  const kept = readChoice(folder);
  const variable = { name: "LEASELINE_LEDGER", address: environment["LEASELINE_LEDGER"] ?? "" };
  const files = [
    ...(setting ? [setting] : []),
    { name: pathOf(folder), address: kept?.ledger ?? "" },
  ];
  const named = [variable, ...files].filter(({ address }) => address.trim() !== "");
  const [first] = named;
  if (!first) return null;
  for (const one of named) if (one !== variable) checkPasswordless(one);
  const { address, password } = ledgerAddress(first.address);
  if (named.length === 1 && first === setting)
    throw refused(
      phrase(
        "{0} says {1}, and other programs of this machine use its own ledger. Two ledgers would lease a number twice: choose it for all of them, or take the setting away. Nothing was sent.",
      ),
      setting.name,
      address,
    );
  const other = named.find((one) => ledgerAddress(one.address).address !== address);
  if (other)
    throw refused(
      phrase(
        "{0} says {1}, and {2} says {3}. Two ledgers would lease a number twice: take one of them away, or let both say the same. Nothing was sent.",
      ),
      first.name,
      address,
      other.name,
      ledgerAddress(other.address).address,
    );
  return {
    address,
    password: environment["LEASELINE_LEDGER_PASSWORD"] || password,
    isInKeychain: kept?.password === "keychain",
  };
}

/** What stands in a file is read, copied and synchronised by others; a variable is of those processes alone that have it. */
function checkPasswordless({ name, address: text }: { name: string; address: string }): void {
  const { address, password } = ledgerAddress(text);
  if (password !== null) throw passwordIn(name, address);
}

function passwordIn(name: string, address: string) {
  return refused(
    phrase(
      "A password stands in {0}, where others can read it. Take it out there, and choose the ledger again: “leaseline ledger use {1} --keychain” asks for the password and keeps it in the keychain, Use a Shared Ledger in the editor's secret storage. Nothing was sent.",
    ),
    name,
    address,
  );
}

/** Keeps the choice for every program of this user. Null: this machine's own. @throws {LeaseError} `ledger-unavailable`. */
export function keepLedgerChoice(
  folder: string,
  chosen: Pick<SharedLedger, "address" | "isInKeychain"> | null,
): void {
  const path = pathOf(folder);
  // Of this process alone: two may choose at the same moment.
  const next = `${path}.${process.pid}.new`;
  try {
    if (!chosen) return rmSync(path, { force: true });
    const kept: Kept = {
      ledger: chosen.address,
      ...(chosen.isInKeychain ? { password: "keychain" } : {}),
    };
    // All of it or nothing.
    writeFileSync(next, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
    renameSync(next, path);
  } catch (error) {
    throw unavailable(error);
  }
}

/** An address and the password that is in it. @throws {LeaseError} `bad-input` for what is none. */
export function ledgerAddress(text: string): Pick<SharedLedger, "address" | "password"> {
  const url = URL.parse(text.trim());
  // What was typed is not said again: there may be a password in it.
  // A password whose “/”, “#” or “@” is not written as %2F, %23 and %40 is cut in two by them.
  if (
    !url ||
    !/^postgres(ql)?:$/.test(url.protocol) ||
    !url.hostname ||
    /%2f|,/i.test(url.hostname) ||
    !/^\/[^/@]+$/.test(url.pathname) ||
    url.hash
  )
    throw refused(
      phrase("A ledger's address reads postgres://user@host:5432/database. Nothing was sent."),
    );
  const password = url.password === "" ? null : decoded(url.password);
  url.password = "";
  url.protocol = "postgres:";
  if (url.searchParams.has("password"))
    throw refused(
      phrase("A password does not belong after the “?” of a ledger's address. Nothing was sent."),
    );
  return { address: url.href, password };
}

interface Kept {
  readonly ledger: string;
  readonly password?: "keychain";
}

function readChoice(folder: string): Kept | null {
  const path = pathOf(folder);
  let text;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    // Nor where the folder cannot even be made, as something else is in its way.
    if (error instanceof Error && "code" in error && /^(ENOENT|ENOTDIR)$/.test(String(error.code)))
      return null;
    throw unavailable(error);
  }
  const kept = parsed(text);
  if (isKept(kept)) return kept;
  if (isWithPassword(kept)) throw passwordIn(path, ledgerAddress(kept.ledger).address);
  // Not taken for a machine that has its own: that would be another ledger.
  throw refused(
    phrase(
      "{0} is not understood. Choose the ledger again: “leaseline ledger use”, or remove the file for this machine's own. Nothing was sent.",
    ),
    path,
  );
}

function isKept(kept: unknown): kept is Kept {
  if (typeof kept !== "object" || kept === null || !("ledger" in kept)) return false;
  const { ledger, password, ...rest } = kept as Readonly<Record<string, unknown>>;
  const isKnown = password === undefined || password === "keychain";
  return typeof ledger === "string" && isKnown && Object.keys(rest).length === 0;
}

/** As somebody writes it by hand. */
function isWithPassword(kept: unknown): kept is { readonly ledger: string } {
  if (typeof kept !== "object" || kept === null || !("ledger" in kept)) return false;
  return typeof kept.ledger === "string" && "password" in kept && typeof kept.password === "string";
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return null;
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw refused(
      phrase(
        "The password in a ledger's address is not encoded as an address requires. Nothing was sent.",
      ),
    );
  }
}

function pathOf(folder: string): string {
  return join(folder, "ledger.json");
}

function refused(...template: Template) {
  return badInput("ledger", ...template);
}
