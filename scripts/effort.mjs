import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const soaking = process.env.LEASELINE_SOAK === "1";
const figures = join(import.meta.dirname, "..", ".results", "soak");

/** How often something is tried: in `npm test`, and in `npm run soak`. */
export function effort({ quick, soak }) {
  return soaking ? soak : quick;
}

/** Figures of a soak run, for `docs/reliability.md`: what was done how often, and what came of it. */
export function report(what, found) {
  if (!soaking) return;
  mkdirSync(figures, { recursive: true });
  writeFileSync(join(figures, `${what}.json`), JSON.stringify(found));
}
