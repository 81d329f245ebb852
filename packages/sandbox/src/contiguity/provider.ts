import type { SandboxProvider, Setting } from "../sandbox-provider.js";
import { leaseEvenly } from "../state/lease-many.js";
import { contiguityControlRoutes, createContiguityControl } from "./control.js";
import { credentials } from "./credentials.js";
import type { ContiguityOffer } from "./offer.js";
import { makeContiguityOffers } from "./offers.js";
import { operations } from "./operations.js";
import { routes } from "./routes.js";
import { specialNumbers } from "./special-numbers.js";
import type { ContiguityTerms } from "./terms.js";
import { type ContiguityWorld, createContiguityWorld } from "./world.js";

export const contiguity = {
  operations,
  specialNumbers,
  makeOffers: makeContiguityOffers,
  connection: (url: string) => ({ baseUrl: `${url}/contiguity`, ...credentials }),
  variables: { apiKey: "CONTIGUITY_API_KEY", baseUrl: "LEASELINE_CONTIGUITY_URL" },
  open(setting: Setting<ContiguityOffer>) {
    const world = createContiguityWorld(setting);
    const control = createContiguityControl(world);
    return {
      inventory: () => world.inventory,
      leaseMany: (count: number) =>
        leaseEvenly(world, { plain: plainOffers(world), count }, termsOf),
      control,
      controlRoutes: () => contiguityControlRoutes(control),
      routes: (operation) => routes(world, operation),
      reset: () => {},
    };
  },
} satisfies SandboxProvider<ContiguityOffer>;

/** Left alone, so that a test can lease one of them however many others the account has. */
const named = new Set<string>(Object.values(specialNumbers));

function plainOffers({ inventory }: ContiguityWorld): readonly ContiguityOffer[] {
  return inventory
    .available()
    .filter(({ quirk, status }) => !quirk && status === "available")
    .filter(({ number, requirements }) => !named.has(number) && !requirements?.length);
}

function termsOf(): ContiguityTerms {
  return { method: "monthly" };
}
