// "@leaseline/core/testing": what an adapter of another provider is tested with. Needs Node, and no test runner of its own.
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
