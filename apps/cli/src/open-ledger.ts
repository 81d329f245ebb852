import { join } from "node:path";
import type { Ledger } from "@leaseline/core";
import { sqliteLedger } from "@leaseline/core/node";
import { sandboxIn } from "./state/sandbox-in.js";

/**
 * This machine's ledger; in an environment that is set to the sandbox, that of the sandbox, whose numbers are
 * nobody's and count in no limit of real ones. Opened with the first call. @throws {CommandError} `usage`.
 */
export function openLedger(
  folder: string,
  environment: Readonly<Record<string, string | undefined>>,
): Ledger {
  const name = sandboxIn(environment) === null ? "ledger.sqlite" : "sandbox.sqlite";
  return sqliteLedger({ path: join(folder, name) });
}
