import { parsePhoneNumberFromString } from "libphonenumber-js/min/es6";
import { type E164, isCountry, toE164 } from "./phone-number.js";
import { type Reason, phrase, reasonWith } from "./translate.js";

/** What a person typed or pasted, read as a phone number. */
export type TypedNumber =
  /** Digit for digit what stands there. */
  | { readonly kind: "number"; readonly number: E164 }
  /**
   * What is meant by it, with other digits: a country code added, or a 0 left out. To be looked up with, and
   * not to be spent on: the person has to write the number itself first.
   */
  | { readonly kind: "changed"; readonly number: E164 }
  /** The number of a country that is not said. */
  | { readonly kind: "needs-country" }
  /** It cannot be one: `reason` says why, in a sentence. */
  | ({ readonly kind: "refused" } & Reason);

/**
 * Reads a phone number as a person types or pastes it: with spaces, dashes, dots, brackets, and the characters
 * that cannot be seen. What has the form of E.164 is taken as it is, also where no numbering plan knows it.
 * @param country - ISO 3166-1 alpha-2, for a number without its country code.
 */
export function readPhoneNumber(typed: string, country?: string): TypedNumber {
  // What reverses the order of digits shows another number than the one that is there.
  if (reversing.test(typed))
    return refused(phrase("Characters in it change the order of its digits."));
  const text = typed.replace(unseen, " ").trim();
  if (text === "") return refused(phrase("It is empty."));
  const foreign = /[^0-9 +().[\]/\p{Pd}\u2212]/u.exec(text)?.[0];
  if (foreign !== undefined) return { kind: "refused", ...whyNot(foreign) };
  const digits = text.replace(/[^0-9]/g, "");
  const isWhole = text.startsWith("+") && text.lastIndexOf("+") === 0;
  // The 0 in brackets is for calls within the country: whoever writes it means the number without it.
  if (isWhole && !/[([] *0 *[)\]]/.test(text)) {
    const number = toE164(`+${digits}`);
    return number ? { kind: "number", number } : refused(noNumber);
  }
  return readAsDialled(text, digits, country);
}

function readAsDialled(text: string, digits: string, country: string | undefined): TypedNumber {
  const home = country !== undefined && isCountry(country) ? country : undefined;
  if (!text.startsWith("+") && !home)
    return digits.length < 2 ? refused(noNumber) : { kind: "needs-country" };
  const parsed = parsePhoneNumberFromString(text, {
    ...(home && { defaultCountry: home }),
    extract: false,
  });
  const number = parsed?.isPossible() ? toE164(parsed.number) : null;
  if (!number) return refused(noNumber);
  return { kind: number === `+${digits}` ? "number" : "changed", number };
}

const noNumber = phrase(
  "It is not a phone number. Begin with + and the country code, such as +12025550134.",
);

// After a mark of writing from right to left, groups of digits are shown in reverse.
const reversing = /\u202e|[0-9][^0-9]*[\u061c\u200f\u202b\u2067][^0-9]*[0-9]/;

/** White space, control characters, and those that only format the text around them. */
const unseen = /[\p{Cc}\p{Cf}\p{Z}\ufe00-\ufe0f]+/gu;

function refused(reason: string): TypedNumber {
  return { kind: "refused", reason };
}

/** Why the character cannot be in a number. Digits of other scripts look alike, and can hide another number. */
function whyNot(character: string): Reason {
  if (!/\p{Nd}/u.test(character))
    return reasonWith(phrase("“{0}” cannot be in a phone number."), character);
  const code = character.codePointAt(0) ?? 0;
  const script = scripts.find(([zero]) => code >= zero && code < zero + 10)?.[1];
  return reasonWith(
    script ?? phrase("“{0}” is a digit of another script. Only the digits 0 to 9 are taken."),
    character,
  );
}

/** By where their 0 stands. */
const scripts: readonly (readonly [number, string])[] = [
  [0x0660, phrase("“{0}” is a digit in Arabic script. Only the digits 0 to 9 are taken.")],
  [0x06f0, phrase("“{0}” is a digit in Persian script. Only the digits 0 to 9 are taken.")],
  [0x0966, phrase("“{0}” is a digit in Devanagari. Only the digits 0 to 9 are taken.")],
  [0x09e6, phrase("“{0}” is a digit in Bengali script. Only the digits 0 to 9 are taken.")],
  [0x0a66, phrase("“{0}” is a digit in Gurmukhi. Only the digits 0 to 9 are taken.")],
  [0x0ae6, phrase("“{0}” is a digit in Gujarati script. Only the digits 0 to 9 are taken.")],
  [0x0be6, phrase("“{0}” is a digit in Tamil script. Only the digits 0 to 9 are taken.")],
  [0x0c66, phrase("“{0}” is a digit in Telugu script. Only the digits 0 to 9 are taken.")],
  [0x0e50, phrase("“{0}” is a digit in Thai script. Only the digits 0 to 9 are taken.")],
  [0x1040, phrase("“{0}” is a digit in Burmese script. Only the digits 0 to 9 are taken.")],
  [0x17e0, phrase("“{0}” is a digit in Khmer script. Only the digits 0 to 9 are taken.")],
  [0xff10, phrase("“{0}” is a digit in full-width form. Only the digits 0 to 9 are taken.")],
];
