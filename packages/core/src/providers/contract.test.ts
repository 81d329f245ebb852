import { describe, it } from "vitest";
import { contiguityHarness, sinchHarness } from "../../test/support/sandbox-harness.js";
import { transports } from "../../test/support/transports.js";
import { leaseProviderContract } from "../testing/index.js";

for (const { name, transport } of transports) {
  leaseProviderContract({ describe, it }, `Contiguity over ${name}`, contiguityHarness(transport));
  leaseProviderContract({ describe, it }, `Sinch over ${name}`, sinchHarness(transport));
}
