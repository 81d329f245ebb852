import type { AccountIdentity } from "../../../src/domain/account.js";
import { fingerprint, identifyAccount } from "../../../src/providers/identify-account.js";

/** An account of the provider's. */
export type Project = "a" | "b";

/** An account as somebody has connected it: what people call it, and whose key they gave. */
export interface Connection {
  readonly name: string;
  readonly project: Project;
  readonly key: string;
}

/** What a window may have connected, by what is said of it. */
export const arrangements = {
  "its own account": [["a", "a"]],
  "another account under the same name": [["a", "b"]],
  "two accounts": [
    ["a", "a"],
    ["b", "b"],
  ],
  "one account under two names": [
    ["a", "a"],
    ["b", "a"],
  ],
  nothing: [],
} as const satisfies Record<string, readonly (readonly [name: string, project: Project])[]>;

export type Arrangement = keyof typeof arrangements;

/**
 * What tells an account from others.
 * @param by - the provider's own id of it, or the key alone.
 */
export function identityOf(
  { project, key }: Pick<Connection, "project" | "key">,
  by: "project" | "key",
): AccountIdentity {
  return identityAs(by === "key" ? fingerprint("example", key) : project);
}

export function identityAs(own: string): AccountIdentity {
  return identifyAccount({ provider: "example", baseUrl: "https://example.invalid", own });
}
