import { ledgerStoreContract } from "@leaseline/core/testing";
import { describe, it } from "vitest";
import { stage, withoutPostgres } from "../support/stage.js";

const runner = { describe: describe.skipIf(withoutPostgres), it };

ledgerStoreContract(runner, "A ledger in PostgreSQL", { start: async () => stage() });
