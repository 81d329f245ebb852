import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Makes a folder, and those above it, for its owner alone. Node's own way tries for ever where the system calls a new
 * folder missing, as it does in `/proc`, and hides that a disk is read-only.
 * @throws what the system says.
 */
export function makeFolder(path: string): void {
  if (existsSync(path)) return;
  const above = dirname(path);
  if (above !== path) makeFolder(above);
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Somebody else has made it meanwhile.
    if (!existsSync(path)) throw error;
  }
}
