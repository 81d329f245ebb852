import { type E164, type Feature, type NumberType, countryOf, isCountry } from "@leaseline/core";
import { typedDigits } from "./offer-choice.js";
import { type ResultView, wholeView } from "./result-view.js";

/** What a search begins with that was not asked for step by step. */
export interface SearchStart {
  /** By id; null where the person is to be asked. */
  readonly accounts: readonly string[] | null;
  /** ISO 3166-1 alpha-2; null where the person is to be asked. */
  readonly country: string | null;
  readonly type: NumberType | undefined;
  readonly view: ResultView;
  /** As if the person had typed it. */
  readonly typed: string;
}

/**
 * Reads a link from outside: `/search?country=US&type=local&features=sms,voice&digits=305`. Whoever wrote it may know
 * nothing of what is here, or mean no good: what is not understood is asked for, and nothing in it buys.
 * @returns null for a link that leads elsewhere.
 */
export function readSearchLink(link: {
  readonly path: string;
  readonly query: string;
}): SearchStart | null {
  if (!/^\/search\/?$/.test(link.path) || link.query.length > 1000) return null;
  const given = new URLSearchParams(link.query);
  const country = (given.get("country") ?? "").toUpperCase();
  const type = given.get("type");
  const features = (given.get("features") ?? "").toLowerCase().split(",");
  return {
    accounts: null,
    country: /^[A-Z]{2}$/.test(country) && isCountry(country) ? country : null,
    type: knownTypes.find((one) => one === type),
    view: { ...wholeView, features: knownFeatures.filter((one) => features.includes(one)) },
    typed: digitsIn(given.get("digits") ?? ""),
  };
}

/** For what could be had in a number's place: of the same account and country, and with the same first digits. */
export function searchLike({
  account,
  number,
}: {
  readonly account: string;
  readonly number: E164;
}): SearchStart {
  return {
    accounts: [account],
    country: countryOf(number),
    type: undefined,
    view: wholeView,
    typed: number.slice(0, firstDigits.length),
  };
}

/** In North America the area code; elsewhere some of it, or what tells a mobile number. */
const firstDigits = "+1202";

/** As they can be typed; a `+` in front may have become a space on its way. */
function digitsIn(given: string): string {
  const written = given.startsWith(" ") ? `+${given.slice(1)}` : given;
  return /^\+?[0-9()\-./ ]{1,30}$/.test(written) ? (typedDigits(written) ?? "") : "";
}

/** Those that are called by a name of their own. */
export const knownTypes: readonly NumberType[] = ["local", "mobile", "toll-free"];
export const knownFeatures: readonly Feature[] = [
  "sms",
  "mms",
  "voice",
  "rcs",
  "imessage",
  "whatsapp",
];
