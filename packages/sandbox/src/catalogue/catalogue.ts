/** A price in decimal strings, spelt as the provider would spell them. */
export type OfferPrice = {
  readonly currency: string;
  readonly setup: string;
  readonly recurring: string;
};

/** What makes an offer misbehave on purpose. */
export type Quirk =
  /** Listed at its price; detail reads show `to`, counting from the given read of that number. */
  | { readonly kind: "price-rises"; readonly to: OfferPrice; readonly fromRead: 1 | 2 }
  /** Listed and answered as available, but somebody else gets it when the account tries to lease it. */
  | { readonly kind: "taken-meanwhile" }
  /** A release is answered with success and a lease that goes on, which it does. */
  | { readonly kind: "stays-active" }
  /** Offered at its price, and held without a word of it. */
  | { readonly kind: "price-left-out" }
  /** Leased and charged, but its SMS side never comes up. Sinch only. */
  | { readonly kind: "sms-provisioning-fails"; readonly errorCode: string };

type Offer = {
  /** E.164, with the plus. */
  readonly number: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly price: OfferPrice;
  readonly quirk?: Quirk;
};

export type ContiguityOffer = Offer & {
  readonly status: "available" | "g-available" | "unavailable";
  readonly region: string;
  readonly city: string;
  readonly carrier: string;
  readonly channels: readonly string[];
  readonly internationalSms: boolean;
  /** 0 to 1. */
  readonly reputation: number;
  readonly previousOwners: number;
  /** null sends `data: {}`, as live answers were seen to do. */
  readonly requirements: readonly ContiguityRequirement[] | null;
  readonly createdAt: { readonly epochSeconds: number; readonly sentAs: "seconds" | "iso" };
};

export type ContiguityRequirement =
  | "imessage_entitlement_required"
  | "whatsapp_entitlement_required"
  | "enterprise_plan_required";

export type SinchNumberType = "MOBILE" | "LOCAL" | "TOLL_FREE";
export type SinchCapability = "SMS" | "VOICE";

export type SinchOffer = Offer & {
  readonly type: SinchNumberType;
  readonly capabilities: readonly SinchCapability[];
  /** 0 means that the provider does not say. */
  readonly intervalMonths: number;
  readonly needsDocuments: boolean;
};

/** Everything the sandbox has to offer. Lists answer in this order. */
export type Catalogue = {
  readonly contiguity: readonly ContiguityOffer[];
  readonly sinch: readonly SinchOffer[];
};
