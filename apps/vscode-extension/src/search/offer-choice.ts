import { type Offer, formatMoney } from "@leaseline/core";
import { type StoredAccount, accountTitle } from "../accounts/account.js";
import { lastOnly } from "../leases-view/last-only.js";
import { featureWords, internationalNumber, placeWords } from "../words/lease-words.js";
import { translate, words } from "../words/translate.js";
import type { Choice } from "../prompts/prompts.js";

/** An offer as a row: number · place and channels · price and what else helps to choose. */
export function offerChoice(
  offer: Offer,
  account: StoredAccount | null,
  locale?: string,
): Choice<Offer> {
  return {
    label: internationalNumber(offer.number),
    description: description(offer),
    detail: [
      priceWords(offer, locale),
      offer.carrier,
      reputationWords(offer, locale),
      account ? accountTitle(account) : null,
      requirementWords(offer),
    ]
      .filter(Boolean)
      .join(" · "),
    group: isReady(offer)
      ? translate("ready to lease")
      : translate("needs documents or an entitlement"),
    value: offer,
  };
}

function description(offer: Offer): string {
  return [placeWords(offer), featureWords(offer.features)].filter(Boolean).join(" · ");
}

function reputationWords({ reputation }: Offer, locale?: string): string | null {
  if (reputation === null) return null;
  return translate("reputation {0}", twoDigits(locale).format(reputation));
}

const twoDigits = lastOnly(
  (locale?: string) =>
    new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
);

/** `$2.99 setup + $19.99/mo` */
function priceWords({ price }: Offer, locale?: string): string {
  if (!price) return translate("no price given");
  const recurring = words.recurring(price, locale);
  return price.setup
    ? translate("{0} setup + {1}", formatMoney(price.setup, locale), recurring)
    : recurring;
}

/** Whether nothing has to be handed in or applied for, as far as the provider says. */
export function isReady({ requirements, leasable }: Offer): boolean {
  return leasable && (requirements === "unknown" || requirements.length === 0);
}

function requirementWords({ requirements, leasable }: Offer): string | null {
  if (!leasable) return translate("listed by the provider, but not offered");
  if (requirements === "unknown" || requirements.length === 0) return null;
  return words.requirements(requirements);
}

/**
 * What the words that are typed are looked for in: all that is shown beside the number. Each part is put into words
 * once, however many offers have it, and what comes to the same is the same text.
 */
export function offerTexts(
  accountOf: (id: string) => StoredAccount | null,
  locale?: string,
): (offer: Offer) => string {
  const parts = new Map<string, string>();
  const texts = new Map<string, string>();
  const once = (key: string, words: () => string): string => {
    const before = parts.get(key);
    if (before !== undefined) return before;
    const part = words();
    parts.set(key, part);
    return part;
  };
  return (offer) => {
    const { account, country, type, features, price, carrier, requirements, leasable } = offer;
    const { setup, recurring, intervalMonths } = price ?? {};
    const about = `a${leasable}${account}${requirements.length === 0 ? "" : JSON.stringify(requirements)}`;
    const priceKey = `p${setup?.currency} ${setup?.amount} ${recurring?.currency} ${recurring?.amount} ${intervalMonths}`;
    const text = [
      once(`w${country} ${type} ${features.join()} ${offer.place}`, () => description(offer)),
      once(priceKey, () => priceWords(offer, locale)),
      carrier ?? "",
      once(`r${offer.reputation}`, () => reputationWords(offer, locale) ?? ""),
      once(about, () => {
        const found = accountOf(account);
        return `${found ? accountTitle(found) : ""} ${requirementWords(offer) ?? ""}`;
      }),
    ].join(" ");
    const same = texts.get(text);
    if (same !== undefined) return same;
    texts.set(text, text);
    return text;
  };
}

/** The words among what has been typed that are no digits, in small letters. */
export function typedTexts(typed: string): readonly string[] {
  return typedWords(typed).filter((word) => !isDigits(word));
}

/** The digits of what has been typed, to search for at the provider; undefined when there are none. */
export function typedDigits(typed: string): string | undefined {
  const digits = typedWords(typed)
    .filter(isDigits)
    .map((word) => word.replace(separators, ""))
    .join("");
  return /^\+?[0-9]{1,15}$/.test(digits) ? digits : undefined;
}

const separators = /[()\-./]/g;

function isDigits(word: string): boolean {
  return /^\+?[0-9]+$/.test(word.replace(separators, ""));
}

function typedWords(typed: string): readonly string[] {
  return typed.toLowerCase().split(/\s+/).filter(Boolean);
}
