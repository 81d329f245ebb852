// "@leaseline/core/testing": what an adapter of another provider, or another store of a ledger, is tested with. Needs Node, and no test runner of its own.
export { exampleProvider, exampleProviderThat } from "./example-provider.js";
export { type ExampleServer, startExampleServer } from "./example-server.js";
export { ledgerStoreContract } from "./ledger-store-contract.js";
export type { LedgerStoreHarness, LedgerStoreStage } from "./ledger-stage.js";
export { providerAccountContract } from "./provider-account-contract.js";
export { timeWithoutZone } from "./provider-harness.js";
export type {
  ProviderHarness,
  ProviderStage,
  StagedFault,
  StagedOddity,
  StagedOperation,
  TestRunner,
} from "./provider-harness.js";
