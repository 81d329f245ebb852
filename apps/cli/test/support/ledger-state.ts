import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Operation, type OperationState } from "@leaseline/core";
import { sqliteLedger } from "@leaseline/core/node";

/** What the ledger of a state folder says, newest first. */
export async function operationsIn(home: string): Promise<readonly Operation[]> {
  const ledger = sqliteLedger({ path: join(home, "ledger.sqlite") });
  try {
    return await ledger.operations();
  } finally {
    await ledger.close();
  }
}

/** Resolves when the newest operation has come that far. */
export async function untilOperation(home: string, state: OperationState): Promise<void> {
  for (;;) {
    const [newest] = await operationsIn(home);
    if (newest?.state === state) return;
    await sleep(25);
  }
}
