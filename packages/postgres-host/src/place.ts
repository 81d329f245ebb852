import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  lchownSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** Who PostgreSQL runs as: it refuses to run as root. Null for oneself. */
export function owner(): { readonly uid: number; readonly gid: number } | null {
  return process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : null;
}

const nobody = 65_534;

/** A new folder that the owner may enter: the temporary folder may be ours alone. */
export function newFolder(): string {
  const own = owner();
  const places = own ? [tmpdir(), "/tmp", "/var/tmp", "/dev/shm"].filter(isOpenToAll) : [tmpdir()];
  const [place] = places;
  if (place === undefined) throw new Error("there is no temporary folder that others may enter");
  const folder = mkdtempSync(join(place, "leaseline-postgres-"));
  if (own) {
    chmodSync(folder, 0o700);
    chownSync(folder, own.uid, own.gid);
  }
  return folder;
}

/** A file that nobody else may read. */
export function writeOwn(file: string, text: string): void {
  writeFileSync(file, text, { mode: 0o600 });
  const own = owner();
  if (own) chownSync(file, own.uid, own.gid);
}

/**
 * A folder with all that is in it, for the owner alone, and to be run where somebody could run it before. By itself a
 * copy has what its original and the mask of this process leave it.
 */
export function giveToOwner(folder: string): void {
  const own = owner();
  const give = (path: string) => {
    const found = lstatSync(path);
    if (!found.isSymbolicLink())
      chmodSync(path, found.isDirectory() || (found.mode & 0o111) !== 0 ? 0o700 : 0o600);
    if (own) lchownSync(path, own.uid, own.gid);
  };
  give(folder);
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }))
    give(join(folder, name));
}

function isOpenToAll(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    for (let one = folder; ; one = dirname(one)) {
      if ((statSync(one).mode & 0o001) === 0) return false;
      if (one === dirname(one)) return true;
    }
  } catch {
    return false;
  }
}
