import {
  type Catalogue,
  type ProviderName,
  forEachProvider,
  providerNames,
} from "../for-each-provider.js";
import { providers } from "../providers.js";
import type { OpenProvider, SandboxProvider } from "../sandbox-provider.js";
import { createClock, type Clock } from "./clock.js";
import { createFaultQueue, type FaultQueue } from "./fault-queue.js";
import { createHolds, type Holds } from "./holds.js";
import { createLatencies, type Latencies } from "./latencies.js";
import { createLongestPage, type LongestPage } from "./longest-page.js";
import type { Memory } from "./memory.js";
import { createRequestLog, type RequestLog } from "./request-log.js";

/** Everything one sandbox remembers. */
export type World = {
  readonly clock: Clock;
  readonly faults: FaultQueue;
  readonly holds: Holds;
  readonly latencies: Latencies;
  readonly longestPage: LongestPage;
  readonly log: RequestLog;
  readonly providers: OpenProviders;
  /** Everything as it was at the start; access tokens count as expired. */
  readonly reset: () => void;
};

export type OpenProviders = {
  readonly [Name in ProviderName]: ReturnType<(typeof providers)[Name]["open"]> & OpenProvider;
};

export type WorldOptions = {
  readonly memory: Memory;
  readonly catalogue: Partial<Catalogue>;
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
  const longestPage = createLongestPage();
  const log = createRequestLog(clock);
  const open = forEachProvider((name) => {
    const provider: SandboxProvider = providers[name];
    // Each gets its own: the catalogue has them by the same names.
    const offers = (catalogue[name] ?? []) as readonly never[];
    const shared = { clock, provisioningMs, reviewMs, pageSize: longestPage.of };
    return provider.open({ memory: memory.part(name), offers, ...shared });
  }) as OpenProviders;
  return {
    clock,
    faults,
    holds,
    latencies,
    longestPage,
    log,
    providers: open,
    reset() {
      for (const part of [memory, faults, holds, latencies, longestPage, log]) part.clear();
      for (const name of providerNames) open[name].reset();
    },
  };
}
