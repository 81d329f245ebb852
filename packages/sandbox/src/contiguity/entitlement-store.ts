import type { Memory } from "../state/memory.js";

export const entitlementStandings = ["granted", "available", "ineligible", "rejected"] as const;
/** How an account stands to an entitlement, in Contiguity's words. */
export type EntitlementStanding = (typeof entitlementStandings)[number];

/** Which of Contiguity's entitlements the account has, may ask for, or is refused. */
export type EntitlementStore = {
  readonly granted: (name: string) => boolean;
  /** Undefined when there is none of that name. */
  readonly standing: (name: string) => EntitlementStanding | undefined;
  readonly set: (name: string, standing: EntitlementStanding) => void;
};

const atTheStart: ReadonlyMap<string, EntitlementStanding> = new Map<string, EntitlementStanding>([
  ["lease", "granted"],
  ["imessage", "available"],
  ["whatsapp", "available"],
  ["fast_track", "available"],
]);

export function createEntitlementStore(memory: Memory): EntitlementStore {
  const changed = memory.map<EntitlementStanding>("standings");
  const standing = (name: string) => changed.get(name) ?? atTheStart.get(name);
  return {
    granted: (name) => standing(name) === "granted",
    standing,
    set: (name, to) => void changed.set(name, to),
  };
}
