/** A price in decimal strings, spelt as the provider would spell them. */
export type OfferPrice = {
  /** ISO 4217. */
  readonly currency: string;
  /** Paid once. */
  readonly setup: string;
  /** For each month, or for each interval where the provider has one. */
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
  /** Leased and charged, but its SMS side never comes up. */
  | { readonly kind: "sms-provisioning-fails"; readonly errorCode: string };

/** A number that somebody can lease; each provider knows more of its own. */
export type Offer = {
  /** E.164, with the plus. */
  readonly number: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly price: OfferPrice;
  readonly quirk?: Quirk;
};
