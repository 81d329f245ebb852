import { describe, it } from "vitest";
import {
  contiguityHarness,
  sinchHarness,
  sinchOrderHarness,
} from "../../test/support/sandbox-harness.js";
import { transports } from "../../test/support/transports.js";
import { providerAccountContract } from "../testing/index.js";

for (const { name, transport } of transports) {
  providerAccountContract(
    { describe, it },
    `Contiguity over ${name}`,
    contiguityHarness(transport),
  );
  providerAccountContract({ describe, it }, `Sinch over ${name}`, sinchHarness(transport));
  providerAccountContract(
    { describe, it },
    `Sinch with orders over ${name}`,
    sinchOrderHarness(transport),
  );
}
