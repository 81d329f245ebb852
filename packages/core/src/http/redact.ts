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

/**
 * What a transport threw, without what it may hold of the exchange: a parser's error, for one, carries
 * the bytes that it could not parse. Names, codes and redacted messages stay.
 */
export function harmlessCause(error: unknown, depth = 0): Error {
  if (!(error instanceof Error)) return new Error("something that is no error was thrown");
  const { name, message, cause } = error;
  const inner =
    cause === undefined || depth === 4 ? {} : { cause: harmlessCause(cause, depth + 1) };
  const copy =
    error instanceof AggregateError
      ? new AggregateError(
          error.errors.slice(0, 10).map((one) => harmlessCause(one, depth + 1)),
          redact(message),
          inner,
        )
      : new Error(redact(message), inner);
  copy.name = redact(name);
  return Object.assign(copy, codeOf(error));
}

function codeOf(error: Error): { readonly code?: string } {
  return "code" in error && typeof error.code === "string" ? { code: redact(error.code) } : {};
}
