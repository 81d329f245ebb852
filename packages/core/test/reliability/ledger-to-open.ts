import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { inject } from "vitest";

/** What a process imports, and what it gives that, to open a ledger: it can be sent to one. */
export interface LedgerToOpen {
  readonly module: string;
  readonly name: string;
  readonly options: object;
}

declare module "vitest" {
  export interface ProvidedContext {
    /** Of a package that has these suites run on its own ledger; null where there is none to be had. */
    readonly ledgerOfProcesses?: LedgerToOpen | null;
  }
}

const own = inject("ledgerOfProcesses");

/** As the names of suites, and of their figures, have it. */
export const place = own === undefined ? "" : ` on ${own?.name ?? "another ledger"}`;

/** Where it cannot be had, its suites count as skipped. */
export const withoutLedger = own === null;

/** One that nobody else has: each folder has a ledger of its own. */
export function ledgerIn(folder: string): LedgerToOpen {
  if (own === null) throw new Error("there is no such ledger here");
  if (own === undefined)
    return {
      module: "@leaseline/core/node",
      name: "sqliteLedger",
      options: { path: join(folder, "ledger.sqlite") },
    };
  return { ...own, options: { ...own.options, schema: relative(tmpdir(), folder), folder } };
}
