import { phrase } from "../domain/translate.js";
import { badInput } from "../errors/lease-error.js";
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
