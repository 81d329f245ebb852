import type { Catalogue, ContiguityOffer, SinchOffer } from "../catalogue/catalogue.js";
import { createClock, type Clock } from "./clock.js";
import { createEntitlementBook, type EntitlementBook } from "./entitlement-book.js";
import { createFaultQueue, type FaultQueue } from "./fault-queue.js";
import { createLatencies, type Latencies } from "./latencies.js";
import { createRequestLog, type RequestLog } from "./request-log.js";
import { createShop, type Shop } from "./shop.js";
import { createTextBook, type TextBook } from "./text-book.js";
import { createTokenBook, type TokenBook } from "./token-book.js";
import type { LineSettings } from "../contiguity/line-settings.js";
import type { ContiguityTerms } from "../contiguity/terms.js";
import { createSinchOffice, type SinchOffice } from "../sinch/office.js";
import type { SinchTerms } from "../sinch/terms.js";

type ContiguityShop = Shop<ContiguityOffer, ContiguityTerms>;
type SinchShop = Shop<SinchOffer, SinchTerms>;
export type ProviderName = "contiguity" | "sinch";

/** Everything one sandbox remembers. {@link World.reset} replaces the shops and the office, so never keep one. */
export type World = {
  readonly clock: Clock;
  readonly faults: FaultQueue;
  readonly latencies: Latencies;
  readonly log: RequestLog;
  readonly tokens: TokenBook;
  /** How long Sinch takes to make a rented number work, and Contiguity to forward calls, by the sandbox's clock. */
  readonly provisioningMs: number;
  /** Contiguity entitlements, and whether the account has them. */
  readonly entitlements: EntitlementBook;
  /** What the account has set for its Contiguity numbers, by the id of the lease, with which it ends. */
  readonly lines: Map<string, LineSettings>;
  /** Texts sent through Contiguity. */
  readonly texts: TextBook;
  /** What Sinch keeps beside the numbers: orders, addresses, the secret of its webhooks. */
  readonly sinchOffice: () => SinchOffice;
  /** Orders that are due by now are carried out first. */
  readonly shops: () => { readonly contiguity: ContiguityShop; readonly sinch: SinchShop };
  /** Everything as it was at the start; access tokens count as expired. */
  readonly reset: () => void;
};

export type WorldOptions = {
  readonly catalogue: Catalogue;
  readonly provisioningMs: number;
  readonly reviewMs: number;
  readonly realNow?: (() => number) | undefined;
};

export function createWorld(options: WorldOptions): World {
  const { catalogue, provisioningMs, reviewMs, realNow } = options;
  const clock = createClock(realNow);
  const faults = createFaultQueue();
  const latencies = createLatencies();
  const log = createRequestLog(clock);
  const tokens = createTokenBook(clock);
  const entitlements = createEntitlementBook();
  const lines = new Map<string, LineSettings>();
  const texts = createTextBook(clock);
  const openShops = () => ({
    contiguity: createShop<ContiguityOffer, ContiguityTerms>(catalogue.contiguity, clock),
    sinch: createShop<SinchOffer, SinchTerms>(catalogue.sinch, clock),
  });
  let shops = openShops();
  let office = createSinchOffice(clock, reviewMs);
  return {
    clock,
    faults,
    latencies,
    log,
    tokens,
    provisioningMs,
    entitlements,
    lines,
    texts,
    sinchOffice: () => office,
    shops() {
      office.orders.settle(shops.sinch);
      return shops;
    },
    reset() {
      for (const part of [clock, tokens, entitlements, texts]) part.reset();
      for (const part of [faults, latencies, log, lines]) part.clear();
      shops = openShops();
      office = createSinchOffice(clock, reviewMs);
    },
  };
}
