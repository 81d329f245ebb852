import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  lchownSync,
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

/** A folder with all that is in it. */
export function giveToOwner(folder: string): void {
  chmodSync(folder, 0o700);
  const own = owner();
  if (!own) return;
  chownSync(folder, own.uid, own.gid);
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }))
    lchownSync(join(folder, name), own.uid, own.gid);
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
