import {
  type CountryCode,
  isSupportedCountry,
  getCountries,
  getCountryCallingCode,
  parsePhoneNumberFromString,
} from "libphonenumber-js/min";

declare const e164: unique symbol;

/** A phone number in E.164 form: `+`, then up to 15 digits. Made by {@link parsePhoneNumber} or {@link toE164} only. */
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

/**
 * Reads a number as a person types it: spaces, dashes and brackets are fine, and a national
 * number is read as one of `country`.
 * @param country - ISO 3166-1 alpha-2; without it the number has to begin with `+`.
 * @returns null when it is no possible phone number, or is written in other than ASCII digits.
 */
export function parsePhoneNumber(typed: string, country?: string): E164 | null {
  // Digits of other scripts look alike and can hide another number.
  if (/[^\x20-\x7e\u00a0\u2010-\u2015]/.test(typed)) return null;
  const home = country !== undefined && isCountry(country) ? country : undefined;
  const parsed = parsePhoneNumberFromString(typed.trim(), {
    ...(home && { defaultCountry: home }),
    extract: false,
  });
  return parsed?.isPossible() ? toE164(parsed.number) : null;
}

/** `+13059478667` as `(305) 947-8667`; a number that the metadata does not know stays as it is. */
export function formatNational(number: E164): string {
  return parsePhoneNumberFromString(number)?.formatNational() ?? number;
}

/** `+13059478667` as `+1 305 947 8667`; a number that the metadata does not know stays as it is. */
export function formatInternational(number: E164): string {
  return parsePhoneNumberFromString(number)?.formatInternational() ?? number;
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
