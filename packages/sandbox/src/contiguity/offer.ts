import type { Offer } from "../catalogue/offer.js";

/** A number of the catalogue, as Contiguity offers it. */
export type ContiguityOffer = Offer & {
  readonly status: "available" | "g-available" | "unavailable";
  readonly region: string;
  readonly city: string;
  readonly carrier: string;
  /** In Contiguity's words: `sms`, `mms`, `rcs`, `imessage`, `whatsapp`. */
  readonly channels: readonly string[];
  readonly internationalSms: boolean;
  /** 0 to 1. */
  readonly reputation: number;
  readonly previousOwners: number;
  /** null sends `data: {}`, as live answers were seen to do. */
  readonly requirements: readonly ContiguityRequirement[] | null;
  /** When the number came into the catalogue, and in which form that is sent. */
  readonly createdAt: { readonly epochSeconds: number; readonly sentAs: "seconds" | "iso" };
};

/** What the account needs before it may lease the number, in Contiguity's words. */
export type ContiguityRequirement =
  | "imessage_entitlement_required"
  | "whatsapp_entitlement_required"
  | "enterprise_plan_required";
