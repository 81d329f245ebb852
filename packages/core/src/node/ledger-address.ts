import { phrase } from "../domain/translate.js";
import { badInput } from "../errors/lease-error.js";

/** A ledger that a machine shares with others. */
export interface SharedLedger {
  /** Without a password. */
  readonly address: string;
  /** Null where it is not said along with the address, nor in the environment. */
  readonly password: string | null;
  /** Whether the password is in this machine's keychain. */
  readonly isInKeychain: boolean;
}

/** An address and the password that is in it. @throws {LeaseError} `bad-input` for what is none. */
export function ledgerAddress(text: string): Pick<SharedLedger, "address" | "password"> {
  const url = typeof text === "string" ? URL.parse(text.trim()) : null;
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
    throw badInput(
      "ledger",
      phrase("A ledger's address reads postgres://user@host:5432/database. Nothing was sent."),
    );
  const password = url.password === "" ? null : decoded(url.password);
  url.password = "";
  url.protocol = "postgres:";
  if (url.searchParams.has("password"))
    throw badInput(
      "ledger",
      phrase("A password does not belong after the “?” of a ledger's address. Nothing was sent."),
    );
  return { address: url.href, password };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw badInput(
      "ledger",
      phrase(
        "The password in a ledger's address is not encoded as an address requires. Nothing was sent.",
      ),
    );
  }
}
