import type { RentBody } from "./bodies.js";

/** What a Sinch number was rented with, or configured to afterwards. */
export type SinchTerms = RentBody & {
  readonly displayName: string;
  /** Epoch milliseconds; what provisioning counts from. */
  readonly configuredAtMs: number;
};
