import { type Lease, type Offer, type Price, formatMoney, isChargedAgain } from "@leaseline/core";
import { type StoredAccount, accountTitle } from "../accounts/account.js";
import type { LeaseList } from "../leases-view/lease-list.js";
import { describeTrouble } from "../words/trouble-words.js";
import { stateWords } from "../words/lease-words.js";
import { words } from "../words/translate.js";

// What tools say of numbers: plain fields, so that a model has nothing to guess, and texts of others apart.

/** `null` where the provider does not say. */
function priceFields(price: Price | null, locale: string) {
  return {
    setup: price?.setup ? formatMoney(price.setup, locale) : null,
    recurring: price?.recurring ? words.recurring(price, locale) : null,
    amount: price?.recurring?.amount ?? null,
    currency: price?.recurring?.currency ?? null,
    everyMonths: price?.intervalMonths ?? null,
  };
}

export function leaseFields(lease: Lease, account: StoredAccount, locale: string) {
  return {
    number: lease.number,
    label: lease.label,
    account: lease.account,
    accountName: accountTitle(account),
    sandbox: account.sandbox,
    state: stateWords(lease, locale),
    country: lease.country,
    place: lease.place,
    features: lease.features,
    price: priceFields(lease.price, locale),
    nextCharge: isChargedAgain(lease) ? lease.nextChargeAt : null,
    ends: lease.endsAt,
  };
}

export function offerFields(offer: Offer, locale: string) {
  const { requirements } = offer;
  return {
    number: offer.number,
    account: offer.account,
    country: offer.country,
    type: offer.type,
    place: offer.place,
    features: offer.features,
    price: priceFields(offer.price, locale),
    canBeLeased: offer.leasable,
    requirements:
      requirements === "unknown" ? "not said" : requirements.map(({ description }) => description),
  };
}

/** Which accounts could not be read, so that nobody takes a part for the whole. */
export function notRead({ now }: LeaseList): readonly string[] {
  return now.accounts.flatMap(({ account, pending, trouble, unreadable }) => {
    if (trouble) return [`${accountTitle(account)}: ${describeTrouble(trouble).happened}`];
    if (pending) return [`${accountTitle(account)}: not read yet`];
    return unreadable.map(
      ({ reason }) => `${accountTitle(account)}: an entry of its list could not be read: ${reason}`,
    );
  });
}
