import { phrase } from "../domain/translate.js";
import type { AccountId } from "../domain/account.js";
import type { Offer } from "../domain/offer.js";
import type { E164 } from "../domain/phone-number.js";
import type { Price } from "../domain/price.js";
import { isWhole, lastKnownPrice } from "../domain/spending.js";
import { LeaseError, badInput } from "../errors/lease-error.js";
import type { LeaseOptions, ProviderAccount } from "../providers/provider-account.js";

/** A price to agree to. Spent on within ten minutes, or asked for again. */
export interface Quote {
  readonly account: AccountId;
  readonly number: E164;
  /** Null, or with a null in it, where the provider does not say what it costs. */
  readonly price: Price | null;
  /** All that the provider says of the number, as it was read for this quote. */
  readonly offer: Offer;
  /** On the client's monotonic clock. */
  readonly quotedAtMs: number;
}

/** What a person has agreed to beside the price. */
export interface LeaseConsent {
  /**
   * To lease a number although the provider does not say what it costs. A price is what counts against the caps
   * in the place of what is not said; without one, nothing of an unknown price is leased where there is a cap.
   */
  readonly unknownPrice?: boolean | Price | undefined;
}

const lifetimeMs = 10 * 60_000;

/** @returns the price to reserve. @throws {LeaseError} `quote-expired`, `price-unknown` */
export function checkAgreement(
  { price, quotedAtMs }: Quote,
  { unknownPrice = false }: LeaseConsent,
  nowMs: number,
): Price | null {
  if (nowMs - quotedAtMs > lifetimeMs) throw new LeaseError({ kind: "quote-expired" });
  if (isWhole(price)) return price;
  if (unknownPrice === false) throw new LeaseError({ kind: "price-unknown" });
  return countedPrice(price, unknownPrice);
}

/** What a lease at the price counts as against the caps, once a person has agreed to it. */
export function countedPrice(
  price: Price | null,
  unknownPrice: LeaseConsent["unknownPrice"],
): Price | null {
  return typeof unknownPrice === "object" ? lastKnownPrice(price, unknownPrice) : price;
}

/**
 * Checks what a new number is to be connected to: a request that the provider cannot fulfil must not be dropped in
 * silence. @throws {LeaseError} `bad-input` where it connects none for that feature, or the id is empty.
 */
export function checkConnections(
  { capabilities }: Pick<ProviderAccount, "capabilities">,
  connect: LeaseOptions["connect"] = {},
): void {
  for (const [feature, id] of Object.entries(connect)) {
    const possible = capabilities.connections.some((one) => one.feature === feature);
    if (id === undefined || (possible && id !== "")) continue;
    throw badInput(
      "connect",
      possible
        ? phrase("The id to connect {0} to is empty.")
        : phrase("A new number of this provider cannot be connected to anything for {0}."),
      feature,
    );
  }
}
