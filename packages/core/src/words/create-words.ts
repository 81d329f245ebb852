import type { Lease, LeaseState, Provisioning } from "../domain/lease.js";
import { formatMoney } from "../domain/money.js";
import type { Feature, NumberType, Offer } from "../domain/offer.js";
import { type Price, formatRecurring } from "../domain/price.js";
import { type Translate, phrase, untranslated } from "../domain/translate.js";

/** What every front end says in the same words. What a provider names and nobody here knows is said as it is. */
export interface Words {
  /** `SMS MMS Voice` */
  readonly features: (features: readonly Feature[]) => string;
  /** `toll-free`; empty where the provider does not tell types apart. */
  readonly type: (type: NumberType | null) => string;
  /** `US Miami, FL`; where no place is named, the type stands for it if it is given. */
  readonly place: (
    where: Pick<Offer, "country" | "place"> & Partial<Pick<Offer, "type">>,
  ) => string;
  /** `being set up` */
  readonly state: (state: LeaseState) => string;
  /** `$19.99/mo`, or `—` */
  readonly recurring: (price: Price | null, locale?: string) => string;
  /** The same with what is paid once, where that is something: `$2.99/mo + $1.99 once`. */
  readonly price: (price: Price | null, locale?: string) => string;
  /** What has to be there before a number can be leased, in a sentence each; empty when that is nothing. */
  readonly requirements: (requirements: Offer["requirements"]) => string;
  /** Why features of a number could not be provided, and what to do: one for each reason that is given. */
  readonly provisioning: (lease: Pick<Lease, "provisioning">) => readonly FailedFeature[];
}

/** A feature of a leased number that could not be provided. The number stays leased, and billed. */
export interface FailedFeature {
  readonly feature: Feature;
  /** `SMS failed` */
  readonly failed: string;
  /** The provider's own. */
  readonly code: string;
  /** What went wrong, as a sentence. */
  readonly happened: string;
  /** What to do about it, as a sentence. */
  readonly next: string;
}

/** The wording in one language. @param translate - every text of these goes through it. */
export function createWords(translate: Translate = untranslated): Words {
  const features: Words["features"] = (list) =>
    list.map((one) => translate(featureNames.get(one) ?? asNamed(one))).join(" ");
  const type: Words["type"] = (one) => (one ? translate(typeNames.get(one) ?? asNamed(one)) : "");
  const recurring: Words["recurring"] = (price, locale) =>
    formatRecurring(price, locale, translate);
  const failures = ({ feature, errors }: Provisioning): readonly FailedFeature[] =>
    errors.map(({ code, happened, next }) => ({
      feature,
      failed: translate("{0} failed", features([feature])),
      code,
      happened: translate(happened),
      next: translate(next),
    }));
  return {
    features,
    type,
    place: ({ country, place, type: instead = null }) =>
      [country, place ?? type(instead)].filter(Boolean).join(" "),
    state: (state) => translate(stateNames.get(state) ?? asNamed(state)),
    recurring,
    price: (price, locale) => {
      const { setup } = price ?? {};
      return setup && Number(setup.amount) !== 0
        ? translate("{0} + {1} once", recurring(price, locale), formatMoney(setup, locale))
        : recurring(price, locale);
    },
    requirements: (requirements) =>
      requirements === "unknown"
        ? translate("the provider did not say")
        : requirements.map(({ description }) => translate(description)).join(" "),
    provisioning: ({ provisioning }) =>
      provisioning.filter(({ state }) => state === "failed").flatMap(failures),
  };
}

const featureNames = new Map<Feature, string>([
  ["sms", phrase("SMS")],
  ["mms", phrase("MMS")],
  ["rcs", phrase("RCS")],
  ["voice", phrase("Voice")],
  ["imessage", phrase("iMessage")],
  ["whatsapp", phrase("WhatsApp")],
]);
const typeNames = new Map<NumberType, string>([
  ["local", phrase("local")],
  ["mobile", phrase("mobile")],
  ["toll-free", phrase("toll-free")],
]);
const stateNames = new Map<LeaseState, string>([
  ["pending", phrase("being set up")],
  ["active", phrase("active")],
  ["suspended", phrase("suspended")],
  ["releasing", phrase("releasing")],
  ["released", phrase("released")],
  ["failed", phrase("failed")],
]);

/** What is kept as `x-…`, in the provider's own word. */
function asNamed(text: string): string {
  return text.replace(/^x-/, "");
}
