import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const soaking = process.env["LEASELINE_SOAK"] === "1";
const figures = join(import.meta.dirname, "..", "..", "..", "..", ".results", "soak");

/** How often something is tried: in `npm test`, and in `npm run soak`. */
export function effort(counts: { readonly quick: number; readonly soak: number }): number {
  return soaking ? counts.soak : counts.quick;
}

/** Figures of a soak run, for `docs/reliability.md`. */
export function report(what: string, found: Readonly<Record<string, number>>): void {
  if (!soaking) return;
  mkdirSync(figures, { recursive: true });
  writeFileSync(join(figures, `${what}.json`), JSON.stringify(found));
}
