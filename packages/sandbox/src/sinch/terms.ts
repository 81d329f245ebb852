import type { SinchOffer } from "./offer.js";
import type { Lease } from "../state/inventory.js";
import type { RentBody } from "./bodies.js";

/** What a Sinch number was rented with, or configured to afterwards. */
export type SinchTerms = RentBody & {
  readonly displayName: string;
  /** Epoch milliseconds; what provisioning counts from. */
  readonly configuredAtMs: number;
  /** The same, of one configuration that was changed afterwards. */
  readonly smsConfiguredAtMs?: number;
  readonly voiceConfiguredAtMs?: number;
  /** What works until the changed one does. */
  readonly smsBefore?: RentBody["smsConfiguration"];
  readonly voiceBefore?: RentBody["voiceConfiguration"];
};

export type SinchLease = Lease<SinchOffer, SinchTerms>;
