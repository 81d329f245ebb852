import type { Setting } from "../sandbox-provider.js";
import type { Clock } from "../state/clock.js";
import { createInventory, type Inventory } from "../state/inventory.js";
import { createEntitlementStore, type EntitlementStore } from "./entitlement-store.js";
import type { LineSettings } from "./line-settings.js";
import type { ContiguityOffer } from "./offer.js";
import type { ContiguityTerms } from "./terms.js";
import { createTextStore, type TextStore } from "./text-store.js";

/** Everything that Contiguity remembers. */
export type ContiguityWorld = {
  readonly clock: Clock;
  readonly inventory: Inventory<ContiguityOffer, ContiguityTerms>;
  /** How long it takes to forward calls, by the sandbox's clock. */
  readonly provisioningMs: number;
  /** Entitlements, and whether the account has them. */
  readonly entitlements: EntitlementStore;
  /** What the account has set for its numbers, by the id of the lease, with which it ends. */
  readonly lines: Map<string, LineSettings>;
  /** Texts that were sent. */
  readonly texts: TextStore;
};

export function createContiguityWorld(setting: Setting<ContiguityOffer>): ContiguityWorld {
  const { memory, clock, offers, provisioningMs } = setting;
  return {
    clock,
    inventory: createInventory(memory, offers, clock),
    provisioningMs,
    entitlements: createEntitlementStore(memory.part("entitlements")),
    lines: memory.map<LineSettings>("lines"),
    texts: createTextStore(memory.part("texts"), clock),
  };
}
