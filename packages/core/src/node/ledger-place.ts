import { phrase } from "../domain/translate.js";
import { chmodSync, readdirSync, statSync } from "node:fs";
import { homedir, userInfo } from "node:os";
import { join, posix, win32 } from "node:path";
import { badInput } from "../errors/lease-error.js";
import { makeFolder } from "./make-folder.js";
import { checkedFolder } from "./sqlite/ledger-path.js";

/** Where a user's ledgers are on a machine. */
export interface LedgerPlace {
  /** Absolute. */
  readonly folder: string;
  /** The one ledger of real accounts, for every program of ours. */
  readonly ledger: string;
  /** That of the sandbox, whose numbers do not exist. */
  readonly sandbox: string;
}

/** Environment variables by name, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The place of the ledger, whatever folder a program is started in: a second ledger would lease a number
 * twice. The folder is made, for its owner alone.
 * @throws {LeaseError} `bad-input` for a LEASELINE_HOME that depends on the working directory, where no home is
 * known, and for a folder that is shared or on a network; `ledger-unavailable` where it cannot be made.
 */
export function ledgerPlace(environment: Environment = process.env): LedgerPlace {
  const chosen = ledgerFolder(environment);
  const isChosen = Boolean(environment["LEASELINE_HOME"]?.trim());
  const folder = checkedFolder(chosen, () => {
    makeFolder(chosen);
    if (!isChosen || isOursAlone(chosen)) chmodSync(chosen, 0o700);
  });
  return {
    folder,
    ledger: join(folder, "ledger.sqlite"),
    sandbox: join(folder, "sandbox.sqlite"),
  };
}

const ours =
  /^((accounts(\.[\w.-]+)?|config|ledger|sandbox(-\w+)?)\.(json|lock|sqlite)|(cache|postgres)$)/;
const ledgers = /^(ledger|sandbox)\./;

/**
 * Whether others may lose sight of a folder that somebody chose. It may be there for other things as well, such as a
 * home folder: then it stays as it is, and so does one that others can write in, which is refused.
 */
function isOursAlone(folder: string): boolean {
  const { mode } = statSync(folder);
  if ((mode & 0o077) === 0 || (mode & 0o022) !== 0) return false;
  const names = readdirSync(folder);
  // What is set by hand may be there before.
  const isUsed = names.length === 0 || names.some((name) => ledgers.test(name));
  return isUsed && names.every((name) => ours.test(name));
}

/** LEASELINE_HOME, or where the platform keeps such things. Nothing is made. @throws {LeaseError} `bad-input`. */
export function ledgerFolder(environment: Environment, platform = process.platform): string {
  const paths = platform === "win32" ? win32 : posix;
  const { LEASELINE_HOME: chosen, XDG_STATE_HOME: state, LOCALAPPDATA: local } = environment;
  // A shell that reads them from a file of Windows leaves a carriage return at the end, and another folder would be
  // another ledger, without the caps of the first.
  const absolute = (said = "") => {
    const path = said.trim();
    return paths.isAbsolute(path) ? path : undefined;
  };
  if (chosen?.trim()) {
    const folder = absolute(chosen);
    if (folder) return folder;
    throw badInput(
      "ledger",
      phrase(
        "LEASELINE_HOME is “{0}”, which depends on the current folder. Write an absolute path.",
      ),
      chosen,
    );
  }
  const home = () => {
    const found = absolute(environment["HOME"]) ?? absolute(homeFolder());
    if (found) return found;
    throw badInput(
      "ledger",
      phrase(
        "This user has no home folder for the ledger. Set LEASELINE_HOME to the absolute path of a folder.",
      ),
    );
  };
  switch (platform) {
    case "darwin":
      return paths.join(home(), "Library", "Application Support", "Leaseline");
    case "win32":
      return paths.join(absolute(local) ?? paths.join(home(), "AppData", "Local"), "Leaseline");
    default:
      // A relative one is to be ignored, as its specification says.
      return paths.join(absolute(state) ?? paths.join(home(), ".local", "state"), "leaseline");
  }
}

/** As the system says it. Undefined for a user that the system does not know. */
function homeFolder(): string | undefined {
  try {
    return userInfo().homedir || homedir();
  } catch {
    return undefined;
  }
}
