import { phrase } from "../../domain/translate.js";
import { existsSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, isAbsolute, join } from "node:path";
import { badInput } from "../../errors/lease-error.js";
import { makeFolder } from "../make-folder.js";
import { unavailable } from "./errors.js";
import { isMounted, networkFileSystem } from "./network-file-system.js";

/**
 * The file's own path, whatever symbolic links lead to it: opened by two names it is one ledger. Its folder is made when
 * it is not there.
 * @throws {LeaseError} `bad-input` for a path that depends on the working directory, for a file that is in two places, and
 * as {@link checkedFolder}.
 */
export function ledgerPath(path: string): string {
  checkAbsolute(path);
  try {
    const file = existsSync(path) ? realpathSync(path) : path;
    const folder = dirname(file);
    const found = join(
      checkedFolder(folder, () => makeFolder(folder)),
      basename(file),
    );
    checkOnePlace(found);
    return found;
  } catch (error) {
    throw unavailable(error);
  }
}

/** @throws {LeaseError} `bad-input` for a path that depends on the working directory, as an empty one does. */
export function checkAbsolute(path: unknown): asserts path is string {
  if (typeof path === "string" && isAbsolute(path)) return;
  throw badInput(
    "ledger",
    phrase(
      "The ledger's path is “{0}”, which depends on the current folder. Write an absolute path.",
    ),
    String(path),
  );
}

/** The log and the locks stand beside the file. Programs that open it in two places do not know of each other. */
function checkOnePlace(file: string): void {
  // Windows may count the short name that it gives to a file by itself.
  if (process.platform === "win32") return;
  const stands = statSync(file, { throwIfNoEntry: false });
  if (stands?.isFile() && stands.nlink > 1)
    throw badInput(
      "ledger",
      phrase(
        "{0} has another name (a hard link), and programs that use the two would lease a number twice. Remove the other name.",
      ),
      file,
    );
  if (isMounted(file))
    throw badInput(
      "ledger",
      phrase(
        "{0} is mounted without its folder, and programs that use it in two places would lease a number twice. Mount its folder.",
      ),
      file,
    );
}

/**
 * A folder in which only its owner writes, on a disk of this machine: locks do not hold over a network.
 * @param make - makes it when it is not there.
 * @returns its own path.
 * @throws {LeaseError} `bad-input` with what to do; `ledger-unavailable`.
 */
export function checkedFolder(path: string, make: () => void): string {
  let folder;
  try {
    make();
    folder = realpathSync.native(path);
    if (process.platform !== "win32" && (statSync(folder).mode & 0o022) !== 0)
      throw badInput(
        "ledger",
        phrase(
          "Others can write in {0}, and so they could change what was leased. Choose another folder, or run “chmod go-w” on it.",
        ),
        folder,
      );
  } catch (error) {
    throw unavailable(error);
  }
  const network = networkFileSystem(folder);
  if (network === null) return folder;
  throw badInput(
    "ledger",
    phrase(
      "{0} is on a network file system ({1}), where two programs can hold the same lock. Choose a folder on a disk of this machine.",
    ),
    folder,
    network,
  );
}
