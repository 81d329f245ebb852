import { isLoopback } from "@leaseline/core";
import type { Environment } from "@leaseline/core/node";
import { usage } from "../command-error.js";

/**
 * The sandbox that this environment is set to, as “leaseline sandbox” says it; null when there is none. Play and
 * what is real are kept apart: each has its ledger, and one environment reaches one of them only. An address of
 * this machine alone is not taken for a sandbox: the way to a real provider may lead through it, and what is leased
 * there must count.
 * @throws {CommandError} `usage` for an address that is not of this machine.
 */
export function sandboxIn(environment: Environment): string | null {
  const named = environment["LEASELINE_SANDBOX_URL"];
  if (!named) return null;
  const url = URL.parse(named);
  if (url && isLoopback(url.hostname)) return url.origin;
  throw usage(
    "LEASELINE_SANDBOX_URL has to be an address of this machine, as “leaseline sandbox” prints it. Nothing was sent.",
  );
}

/** Whether every one of the addresses is at the sandbox. @param addresses - undefined is the provider's own. */
export function isAtSandbox(sandbox: string, addresses: readonly (string | undefined)[]): boolean {
  return addresses.every((text) => URL.parse(text ?? "")?.origin === sandbox);
}
