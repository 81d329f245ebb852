import type { Sandbox } from "../start-sandbox.js";

/**
 * `NAME=value` lines that point the product and the providers' own variables at the sandbox. The first says which
 * it is: what is leased there goes into no ledger of real numbers.
 */
export function environmentLines({ url, environment }: Sandbox): readonly string[] {
  return Object.entries({ LEASELINE_SANDBOX_URL: url, ...environment }).map(
    ([name, value]) => `${name}=${value}`,
  );
}
