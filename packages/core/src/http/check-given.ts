import { phrase } from "../domain/translate.js";
import { badInput } from "../errors/lease-error.js";
import { longestTimerMs } from "../clock.js";
import { isLoopback } from "./loopback.js";

/**
 * Checks an address that credentials are sent to: https, or http on this machine's loopback.
 * @returns it without a slash at the end.
 * @throws {LeaseError} `bad-input`.
 */
export function checkBaseUrl(text: string, field: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null)
    throw badInput(field, phrase("The address for {0} is not a web address."), field);
  const found = problem(url);
  if (found !== null) throw badInput(field, found, field);
  return (url.origin + url.pathname).replace(/\/+$/, "");
}

function problem(url: URL): string | null {
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback(url.hostname))) {
    return phrase(
      "The address for {0} has to begin with https:// (http:// is allowed for this machine only).",
    );
  }
  if (url.username !== "" || url.password !== "")
    return phrase("The address for {0} must not contain a user name or password.");
  if (url.search !== "" || url.hash !== "")
    return phrase("The address for {0} must not contain a query or fragment.");
  return null;
}

/** A credential as it was given, without the white space that copying adds. @throws {LeaseError} `bad-input`. */
export function requireKey(value: unknown, field: string): string {
  // Whoever calls without types may have left it out.
  const key = typeof value === "string" ? value.trim() : "";
  // Anything else cannot stand in a header, and would fail with a message that quotes the key.
  if (/^[\x21-\x7e]{1,1000}$/.test(key)) return key;
  if (typeof value !== "string") throw badInput(field, phrase("The {0} is missing."), field);
  throw badInput(
    field,
    key === ""
      ? phrase("The {0} is empty.")
      : phrase("The {0} contains characters that no key has, such as spaces."),
    field,
  );
}

/**
 * An id that a provider gave out, encoded as one step of a path: `""` or `".."` there would reach
 * another operation. @throws {LeaseError} `bad-input`.
 */
export function requirePathId(given: unknown, field: string): string {
  // eslint-disable-next-line no-control-regex -- they are what is refused
  if (typeof given === "string" && /^(?!\.{1,2}$)[^\u0000-\u0020\u007f]{1,200}$/.test(given))
    return encodeURIComponent(given);
  throw badInput(field, `The ${field} is no id.`);
}

/** A time limit that timers can keep. @throws {LeaseError} `bad-input`. */
export function checkTimeout(
  timeoutMs: number | undefined,
  field = "timeoutMs",
): number | undefined {
  if (timeoutMs === undefined || (timeoutMs > 0 && timeoutMs <= longestTimerMs)) return timeoutMs;
  throw badInput(field, `The time limit has to be above 0 and at most ${longestTimerMs} ms.`);
}
