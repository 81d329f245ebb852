import type { Clock } from "../state/clock.js";

/** Sinch says 3599, one second short of the hour. */
export const tokenLifetimeSeconds = 3599;
const burst = 30;
const refillPerSecond = 10;

/** The access tokens that the token server gave out. */
export type TokenStore = {
  /** undefined = asked too often: a burst of 30, then 10 a second. */
  readonly issue: () => string | undefined;
  readonly check: (token: string) => "valid" | "expired" | "revoked" | "unknown";
  /** None that was given out so far is good any more. */
  readonly revoke: () => void;
  /** Forgets every token; those given out count as expired. */
  readonly reset: () => void;
};

export function createTokenStore(clock: Clock): TokenStore {
  const expiries = new Map<string, number>();
  const revoked = new Set<string>();
  let issued = 0;
  let left = burst;
  let countedAtMs = clock.now();
  return {
    issue() {
      const now = clock.now();
      left = Math.min(burst, left + (Math.max(0, now - countedAtMs) / 1000) * refillPerSecond);
      countedAtMs = now;
      if (left < 1) return undefined;
      left -= 1;
      issued += 1;
      const token = `sandbox-token-${issued}`;
      expiries.set(token, now + tokenLifetimeSeconds * 1000);
      return token;
    },
    check(token) {
      const expiry = expiries.get(token);
      if (revoked.has(token)) return "revoked";
      if (expiry !== undefined && clock.now() < expiry) return "valid";
      return /^sandbox-token-\d+$/.test(token) ? "expired" : "unknown";
    },
    revoke() {
      for (const token of expiries.keys()) revoked.add(token);
    },
    reset() {
      revoked.clear();
      expiries.clear();
      left = burst;
      countedAtMs = clock.now();
    },
  };
}
