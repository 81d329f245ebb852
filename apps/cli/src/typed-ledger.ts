import { type SharedLedger, ledgerAddress } from "@leaseline/core/node";
import { usage } from "./command-error.js";
import type { Context } from "./command.js";
import { keptPassword } from "./open-ledger.js";
import { sandboxIn } from "./state/sandbox-in.js";

/**
 * A shared ledger as it was typed, and with --keychain its password. Words of a command are seen by others and kept by
 * the shell, so a password is none of them.
 * @throws {CommandError} `usage`; {LeaseError} `bad-input` for what is no address, `cancelled`.
 */
export async function typedLedger(
  text: string,
  { keychain }: { readonly keychain: true | undefined },
  { environment, terminal }: Context,
): Promise<SharedLedger> {
  if (sandboxIn(environment) !== null)
    throw usage("The sandbox always uses its own ledger. Nothing was changed.");
  const { address, password } = ledgerAddress(text);
  if (password !== null)
    throw usage(
      `The address has a password in it. Leave it out, and set LEASELINE_LEDGER_PASSWORD or PGPASSWORD, write it into .pgpass, or use --keychain to be asked for it. Nothing was sent.`,
    );
  if (!keychain) {
    const said = environment["LEASELINE_LEDGER_PASSWORD"] || null;
    return { address, password: said, isInKeychain: false };
  }
  const question = `Password for ${address}`;
  const [typed = ""] = terminal.interactive
    ? [await terminal.askSecret(question)]
    : await terminal.inputLines();
  if (typed !== "") return { address, password: typed, isInKeychain: true };
  throw usage(`No password was said for ${address}.`);
}

/** After it has been tried. @throws {CommandError} `keychain-unavailable`. */
export async function keepPassword(shared: SharedLedger, context: Context): Promise<void> {
  if (!shared.isInKeychain || shared.password === null) return;
  await keptPassword(shared, context).keep(shared.password);
}
