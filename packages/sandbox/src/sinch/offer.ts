import type { Offer } from "../catalogue/offer.js";

export type SinchNumberType = "MOBILE" | "LOCAL" | "TOLL_FREE";
export type SinchCapability = "SMS" | "VOICE";

export type SinchOffer = Offer & {
  readonly type: SinchNumberType;
  readonly capabilities: readonly SinchCapability[];
  /** 0 means that the provider does not say. */
  readonly intervalMonths: number;
  readonly needsDocuments: boolean;
};
