import type { Offer } from "../catalogue/offer.js";

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
