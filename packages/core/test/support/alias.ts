import { join } from "node:path";

/** What the manifest names by condition, in our sources and not in what was built of them. */
export const alias = {
  "#default-transport": join(import.meta.dirname, "../../src/node/default-transport.ts"),
  "#sha256-hex": join(import.meta.dirname, "../../src/node/sha256-hex.ts"),
};
