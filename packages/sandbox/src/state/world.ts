import type { Catalogue, ContiguityOffer, SinchOffer } from "../catalogue/catalogue.js";
import { createClock, type Clock } from "./clock.js";
import { createEntitlementStore, type EntitlementStore } from "./entitlement-store.js";
import { createFaultQueue, type FaultQueue } from "./fault-queue.js";
import { createHolds, type Holds } from "./holds.js";
import { createLatencies, type Latencies } from "./latencies.js";
import type { Memory } from "./memory.js";
import { createRequestLog, type RequestLog } from "./request-log.js";
import { createInventory, type Inventory } from "./inventory.js";
import { createTextStore, type TextStore } from "./text-store.js";
import { createTokenStore, type TokenStore } from "./token-store.js";
import type { LineSettings } from "../contiguity/line-settings.js";
import type { ContiguityTerms } from "../contiguity/terms.js";
import { createSinchProject, type SinchProject } from "../sinch/project.js";
import type { SinchTerms } from "../sinch/terms.js";

type ContiguityInventory = Inventory<ContiguityOffer, ContiguityTerms>;
type SinchInventory = Inventory<SinchOffer, SinchTerms>;
export type ProviderName = "contiguity" | "sinch";

/** Everything one sandbox remembers. */
export type World = {
  readonly clock: Clock;
  readonly faults: FaultQueue;
  readonly holds: Holds;
  readonly latencies: Latencies;
  readonly log: RequestLog;
  readonly tokens: TokenStore;
  /** How long Sinch takes to make a rented number work, and Contiguity to forward calls, by the sandbox's clock. */
  readonly provisioningMs: number;
  /** Contiguity entitlements, and whether the account has them. */
  readonly entitlements: EntitlementStore;
  /** What the account has set for its Contiguity numbers, by the id of the lease, with which it ends. */
  readonly lines: Map<string, LineSettings>;
  /** Texts sent through Contiguity. */
  readonly texts: TextStore;
  /** What Sinch keeps beside the numbers: orders, addresses, the secret of its webhooks. */
  readonly sinchProject: () => SinchProject;
  /** Orders that are due by now are carried out first. */
  readonly inventories: () => {
    readonly contiguity: ContiguityInventory;
    readonly sinch: SinchInventory;
  };
  /** Everything as it was at the start; access tokens count as expired. */
  readonly reset: () => void;
};

export type WorldOptions = {
  readonly memory: Memory;
  readonly catalogue: Catalogue;
  readonly provisioningMs: number;
  readonly reviewMs: number;
  readonly realNow?: (() => number) | undefined;
};

export function createWorld(options: WorldOptions): World {
  const { memory, catalogue, provisioningMs, reviewMs, realNow } = options;
  const clock = createClock(memory.part("clock"), realNow);
  const faults = createFaultQueue();
  const holds = createHolds();
  const latencies = createLatencies();
  const log = createRequestLog(clock);
  const tokens = createTokenStore(clock);
  const entitlements = createEntitlementStore(memory.part("entitlements"));
  const lines = memory.map<LineSettings>("lines");
  const texts = createTextStore(memory.part("texts"), clock);
  const at = (provider: ProviderName) => memory.part(provider);
  const inventories = {
    contiguity: createInventory<ContiguityOffer, ContiguityTerms>(
      at("contiguity"),
      catalogue.contiguity,
      clock,
    ),
    sinch: createInventory<SinchOffer, SinchTerms>(at("sinch"), catalogue.sinch, clock),
  };
  const project = createSinchProject(at("sinch").part("project"), clock, reviewMs);
  return {
    clock,
    faults,
    holds,
    latencies,
    log,
    tokens,
    provisioningMs,
    entitlements,
    lines,
    texts,
    sinchProject: () => project,
    inventories() {
      project.orders.settle(inventories.sinch);
      return inventories;
    },
    reset() {
      for (const part of [memory, faults, holds, latencies, log]) part.clear();
      tokens.reset();
    },
  };
}
