/**
 * Makes text from outside fit to be shown, logged or stored: credentials and the digits of phone
 * numbers are masked, control and direction characters removed, and the length is limited.
 * @param keyForms - what keys look like that are not recognized by what keys of many services begin with.
 */
export function redact(text: string, maxLength = 300, keyForms: readonly RegExp[] = []): string {
  const shown = keyForms
    .reduce((left, form) => left.replace(form, "•••"), withoutKnown(text))
    .replace(/\+?[0-9](?:[ ().-]{0,2}[0-9]){6,}/g, maskNumber)
    .trim();
  return shown.length > maxLength ? `${shown.slice(0, maxLength - 1)}…` : shown;
}

/** `text` without what is a credential anywhere. */
function withoutKnown(text: string): string {
  return text
    .replace(hidden, " ")
    .replace(/\b(Bearer|Basic|Token)\s+[\w.~+/=-]+/gi, "$1 •••")
    .replace(/\b((?:[a-z]+_)?sk_|whsec_)[\w-]+/gi, "$1•••")
    .replace(/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, "•••");
}

/** `text` without the given secrets. One that is too short to be told from a word is left to {@link redact}. */
export function conceal(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret.length >= 8)
    .reduce((shown, secret) => shown.replaceAll(secret, "•••"), text);
}

/** A phone number with all but its last two digits masked. */
export function maskNumber(number: string): string {
  return `•••${number.replace(/[^0-9]/g, "").slice(-2)}`;
}

// Control characters, those that turn the direction of the text around them, and halves of a character.
const hidden =
  // eslint-disable-next-line no-control-regex -- they are what is removed
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\p{Surrogate}]+/gu;

/** Text of a provider that is shown as it is, such as a city: without control and direction characters. */
export function plainText(text: string, maxLength = 200): string {
  // What is cut may be the middle of a character: no database takes half of one.
  return text.replace(hidden, " ").trim().slice(0, maxLength).replace(hidden, "").trimEnd();
}
