import {
  type CountryCode,
  isSupportedCountry,
  getCountries,
  getCountryCallingCode,
  parsePhoneNumberFromString,
} from "libphonenumber-js/min/es6";

declare const e164: unique symbol;

/** A phone number in E.164 form: `+`, then up to 15 digits. Made by {@link toE164} only. */
export type E164 = string & { readonly [e164]: true };

const form = /^\+[1-9][0-9]{1,14}$/;

/**
 * Takes a number as a provider sends it. Checked by form alone, so that an owned number
 * which the numbering metadata does not know is still a number.
 * @returns null when it is not `+` and 2 to 15 ASCII digits.
 */
export function toE164(text: string): E164 | null {
  // The form has just been checked; this is where the brand comes from.
  return form.test(text) ? (text as E164) : null;
}

/** `+13059478667` as `(305) 947-8667`; a number that the metadata does not know stays as it is. */
export function formatNational(number: E164): string {
  return parsePhoneNumberFromString(number)?.formatNational() ?? number;
}

/** `+13059478667` as `+1 305 947 8667`; a number that the metadata does not know stays as it is. */
export function formatInternational(number: E164): string {
  const known = international.get(number);
  if (known !== undefined) return known;
  const text = parsePhoneNumberFromString(number)?.formatInternational() ?? number;
  if (international.size === 20_000) international.clear();
  international.set(number, text);
  return text;
}

/** The same numbers are shown again with every change to one of them, and to format one takes 20 µs. */
const international = new Map<E164, string>();

/** The country that a number belongs to, as an ISO 3166-1 alpha-2 code; null where its digits do not tell. */
export function countryOf(number: E164): string | null {
  return parsePhoneNumberFromString(number)?.country ?? null;
}

/** Whether `code` is an ISO 3166-1 alpha-2 country code that numbers exist for. Upper case only. */
export function isCountry(code: string): code is CountryCode {
  return isSupportedCountry(code);
}

/** Every country that numbers exist for, as ISO 3166-1 alpha-2 codes. */
export function listCountries(): readonly string[] {
  return getCountries();
}

/** `"US"` as `"1"`, without the plus. Null for an unknown country. */
export function callingCode(country: string): string | null {
  return isCountry(country) ? getCountryCallingCode(country) : null;
}
