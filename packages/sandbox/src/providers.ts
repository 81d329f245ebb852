import { contiguity } from "./contiguity/provider.js";
import { sinch } from "./sinch/provider.js";

/** Every provider that the sandbox speaks for: a folder beside this file, and a line of each kind here. */
export const providers = { contiguity, sinch };

export * from "./contiguity/index.js";
export * from "./sinch/index.js";
