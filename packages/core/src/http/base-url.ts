import { LeaseError } from "../errors/lease-error.js";

/**
 * Checks an address that credentials are sent to: https, or http on this machine's loopback.
 * @returns it without a slash at the end.
 * @throws {LeaseError} `bad-input`.
 */
export function checkBaseUrl(text: string, field: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const reason = url === null ? "is not a web address" : problem(url);
  if (url === null || reason !== null) {
    throw new LeaseError({
      kind: "bad-input",
      field,
      reason: `The address for ${field} ${reason ?? "cannot be used"}.`,
    });
  }
  return (url.origin + url.pathname).replace(/\/+$/, "");
}

function problem(url: URL): string | null {
  const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && loopback)) {
    return "has to begin with https:// (http:// is taken for this machine only)";
  }
  if (url.username !== "" || url.password !== "") return "must not hold a user name or password";
  if (url.search !== "" || url.hash !== "") return "must not hold a query or fragment";
  return null;
}
