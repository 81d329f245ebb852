export const entitlementStandings = ["granted", "available", "ineligible", "rejected"] as const;
export type EntitlementStanding = (typeof entitlementStandings)[number];

/** Which of Contiguity's entitlements the account has, may ask for, or is refused. */
export type EntitlementStore = {
  readonly granted: (name: string) => boolean;
  /** Undefined when there is none of that name. */
  readonly standing: (name: string) => EntitlementStanding | undefined;
  readonly set: (name: string, standing: EntitlementStanding) => void;
  readonly reset: () => void;
};

const atTheStart: readonly (readonly [string, EntitlementStanding])[] = [
  ["lease", "granted"],
  ["imessage", "available"],
  ["whatsapp", "available"],
  ["fast_track", "available"],
];

export function createEntitlementStore(): EntitlementStore {
  let standings = new Map(atTheStart);
  return {
    granted: (name) => standings.get(name) === "granted",
    standing: (name) => standings.get(name),
    set(name, standing) {
      standings.set(name, standing);
    },
    reset() {
      standings = new Map(atTheStart);
    },
  };
}
