// "@leaseline/core/testing": what an adapter of another provider is tested with. Needs Node, and no test runner of its own.
export { providerAccountContract } from "./provider-account-contract.js";
export type {
  ProviderHarness,
  ProviderStage,
  StagedFault,
  StagedOperation,
  TestRunner,
} from "./provider-harness.js";
