import { phrase } from "../domain/translate.js";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { badInput } from "../errors/lease-error.js";
import { type SharedLedger, ledgerAddress } from "./ledger-address.js";
import type { Environment } from "./ledger-place.js";
import { codeOf, unavailable } from "./sqlite/errors.js";
import { checkAbsolute } from "./sqlite/ledger-path.js";
import { writeWhole } from "./write-whole.js";

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
  const named = [variable, ...files].filter(({ address }) => isSaid(address));
  const [first] = named;
  if (!first) return null;
  for (const one of named) if (one !== variable) checkPasswordless(one);
  const { address, password } = ledgerAddress(first.address);
  if (named.length === 1 && first === setting)
    throw badInput(
      "ledger",
      phrase(
        "{0} says {1}, and other programs of this machine use its own ledger. Two ledgers would lease a number twice: choose it for all of them, or take the setting away. Nothing was sent.",
      ),
      setting.name,
      address,
    );
  const other = named.find((one) => ledgerAddress(one.address).address !== address);
  if (other)
    throw badInput(
      "ledger",
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

/** Nothing has to be text that somebody writes into a file of settings. */
function isSaid(address: unknown): boolean {
  if (typeof address === "string") return address.trim() !== "";
  return address !== undefined && address !== null;
}

/** What stands in a file is read, copied and synchronised by others; a variable is of those processes alone that have it. */
function checkPasswordless({ name, address: text }: { name: string; address: string }): void {
  const { address, password } = ledgerAddress(text);
  if (password !== null) throw passwordIn(name, address);
}

function passwordIn(name: string, address: string) {
  return badInput(
    "ledger",
    phrase(
      "A password stands in {0}, where others can read it. Take it out there, and choose the ledger again: “leaseline ledger use {1} --keychain” asks for the password and keeps it in the keychain, Use a Shared Ledger in the editor's secret storage. Nothing was sent.",
    ),
    name,
    address,
  );
}

/**
 * Keeps the choice for every program of this user. Null: this machine's own.
 * @throws {LeaseError} `ledger-unavailable`; `bad-input` for a folder that depends on the working directory, and for an
 * address that is none.
 */
export function keepLedgerChoice(
  folder: string,
  chosen: Pick<SharedLedger, "address" | "isInKeychain"> | null,
): void {
  const path = pathOf(folder);
  try {
    if (!chosen) return rmSync(path, { force: true });
    ledgerAddress(chosen.address);
    const kept: Kept = {
      ledger: chosen.address,
      ...(chosen.isInKeychain ? { password: "keychain" } : {}),
    };
    writeWhole(path, `${JSON.stringify(kept, null, 2)}\n`);
  } catch (error) {
    throw unavailable(error);
  }
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
    if (/^(ENOENT|ENOTDIR)$/.test(codeOf(error))) return null;
    throw unavailable(error);
  }
  const kept = parsed(text);
  if (isKept(kept)) return kept;
  if (isWithPassword(kept)) throw passwordIn(path, ledgerAddress(kept.ledger).address);
  // Not taken for a machine that has its own: that would be another ledger.
  throw badInput(
    "ledger",
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

/** @param folder - as it is given, by whoever has no types. */
function pathOf(folder: unknown): string {
  checkAbsolute(folder);
  return join(folder, "ledger.json");
}
