import type { Setting } from "../sandbox-provider.js";
import type { Clock } from "../state/clock.js";
import { createInventory, type Inventory } from "../state/inventory.js";
import type { SinchOffer } from "./offer.js";
import { createSinchProject, type SinchProject } from "./project.js";
import type { SinchTerms } from "./terms.js";
import { createTokenStore, type TokenStore } from "./token-store.js";

/** Everything that Sinch remembers. */
export type SinchWorld = {
  readonly clock: Clock;
  readonly offers: readonly SinchOffer[];
  /** Orders that are due by now are carried out first. */
  readonly inventory: () => Inventory<SinchOffer, SinchTerms>;
  /** How long it takes to make a rented number work, by the sandbox's clock. */
  readonly provisioningMs: number;
  readonly pageSize: (asked: number) => number;
  readonly tokens: TokenStore;
  /** What it keeps beside the numbers: orders, addresses, the secret of its webhooks. */
  readonly project: SinchProject;
};

export function createSinchWorld(setting: Setting<SinchOffer>): SinchWorld {
  const { memory, clock, offers, provisioningMs, reviewMs, pageSize } = setting;
  const inventory = createInventory<SinchOffer, SinchTerms>(memory, offers, clock);
  const project = createSinchProject(memory.part("project"), clock, reviewMs);
  return {
    clock,
    offers,
    inventory() {
      project.orders.settle(inventory);
      return inventory;
    },
    provisioningMs,
    pageSize,
    tokens: createTokenStore(clock),
    project,
  };
}
