import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "vitest";
import { sqliteStore } from "../node/sqlite/store.js";
import { ledgerStoreContract } from "../testing/index.js";
import { memoryRecords } from "./memory-records.js";
import { memoryStore } from "./memory-ledger.js";
import type { LedgerStore } from "./store.js";

ledgerStoreContract({ describe, it }, "A ledger in memory", {
  start: async () => {
    const records = memoryRecords();
    return { open: () => memoryStore(records), close: async () => {} };
  },
});

ledgerStoreContract({ describe, it }, "A ledger in a file", {
  start: async () => {
    const folder = mkdtempSync(join(tmpdir(), "leaseline-test-"));
    const stores: LedgerStore[] = [];
    return {
      open: () => {
        const store = sqliteStore(() => join(folder, "ledger.sqlite"));
        stores.push(store);
        return store;
      },
      close: async () => {
        for (const store of stores) await store.close();
        rmSync(folder, { recursive: true });
      },
    };
  },
});
