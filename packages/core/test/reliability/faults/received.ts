import { onTestFinished } from "vitest";
import type { Ledger } from "../../../src/ledger/ledger.js";
import { sqliteLedger } from "../../../src/node/sqlite-ledger.js";
import { type ProviderName, type Stage, classOf } from "./stage.js";

/** What the sandbox calls the writes of each provider, and the reads of its list. */
export const writesOf = {
  contiguity: { lease: "contiguity.lease", release: "contiguity.terminate" },
  sinch: { lease: "sinch.rent", release: "sinch.release" },
} as const;
export const listsOf = { contiguity: "contiguity.leased", sinch: "sinch.list" } as const;

/** How many leases have come. */
export function received({ sandbox }: Pick<Stage, "sandbox">, at: ProviderName): number {
  return sandbox.control.writes()[writesOf[at].lease].received;
}

/** What was written down of the newest operation, as letters. */
export async function historyOf(ledger: Ledger): Promise<string> {
  const [operation] = await ledger.operations();
  const history = await ledger.history(operation?.id ?? "");
  return classOf(history.map(({ event }) => event));
}

/** A ledger in a file, for as long as the test runs. */
export function ledgerAt(path: string): Ledger {
  const ledger = sqliteLedger({ path });
  onTestFinished(() => ledger.close());
  return ledger;
}
