import { statSync } from "node:fs";
import { join } from "node:path";
import { LeaseError } from "@leaseline/core";

const files = ["accounts.json", "config.json"] as const;

/**
 * @returns what throws from when on the accounts or the caps in the folder are not those of now any more. Whoever
 * removes an account, or lowers a cap, relies on it, also while another command waits for its answer.
 * @throws {LeaseError} `bad-input`, from what is returned.
 */
export function asBegun(folder: string): () => void {
  const begun = files.map((name) => {
    const path = join(folder, name);
    return { name, path, stamp: stampOf(path) };
  });
  return () => {
    const changed = begun.find(({ path, stamp }) => stampOf(path) !== stamp);
    if (!changed) return;
    const reason = `${changed.path} has been changed since this command began.`;
    throw new LeaseError({ kind: "bad-input", field: changed.name, reason });
  };
}

/** Another one after each change, also where what stands in the file is the same again: keys are not in it. */
function stampOf(path: string): string | null {
  try {
    const found = statSync(path, { bigint: true, throwIfNoEntry: false });
    return found ? `${found.ino} ${found.mtimeNs} ${found.size}` : null;
  } catch {
    return "unreadable";
  }
}
