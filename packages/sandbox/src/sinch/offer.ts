import type { Offer } from "../catalogue/offer.js";

/** What kind of number it is, in Sinch's words. */
export type SinchNumberType = "MOBILE" | "LOCAL" | "TOLL_FREE";
/** What a number can carry, in Sinch's words. */
export type SinchCapability = "SMS" | "VOICE";

/** A number of the catalogue, as Sinch offers it. */
export type SinchOffer = Offer & {
  readonly type: SinchNumberType;
  readonly capabilities: readonly SinchCapability[];
  /** 0 means that the provider does not say. */
  readonly intervalMonths: number;
  /** Whether it has to be ordered. */
  readonly needsDocuments: boolean;
};
