import type { Hono } from "hono";
import type { Random } from "./catalogue/random.js";
import type { OperationMiddleware, SandboxEnvironment } from "./server/environment.js";
import type { OperationKind } from "./server/operation-kind.js";
import type { Clock } from "./state/clock.js";
import type { Inventory } from "./state/inventory.js";
import type { Memory } from "./state/memory.js";

/** One provider's part of the sandbox. */
export type SandboxProvider<Offer = never> = {
  /** Every operation that it answers; each begins with the provider's name and a dot. */
  readonly operations: Readonly<Record<string, OperationKind>>;
  /** Numbers that tests, journeys and demonstrations may name. */
  readonly specialNumbers: Readonly<Record<string, string>>;
  /** What it has to offer in the default catalogue. */
  readonly makeOffers: (random: Random) => readonly object[];
  /** Where it is, and what gets in: by the names that the product has for its own. */
  readonly connection: (url: string) => Readonly<Record<string, string>>;
  /** For each of them, the environment variable that says it. */
  readonly variables: Readonly<Record<string, string>>;
  readonly open: (setting: Setting<Offer>) => OpenProvider;
};

/** What a provider's part is given when a sandbox starts. */
export type Setting<Offer> = {
  readonly memory: Memory;
  readonly clock: Clock;
  readonly offers: readonly Offer[];
  /** From leasing to a working number, or from another change to its effect, by the sandbox's clock. */
  readonly provisioningMs: number;
  /** How many elements a page has where so many are asked for. */
  readonly pageSize: (asked: number) => number;
  /** From submitting an order to its end, by the sandbox's clock. */
  readonly reviewMs: number;
};

/** One provider's part of a sandbox that runs. */
export type OpenProvider = {
  /** What is due by now is carried out first. */
  readonly inventory: () => AnyInventory;
  /** Gives the account that many numbers; see the control of that name. */
  readonly leaseMany: (count: number) => readonly string[];
  /** What only this provider has to be set, or asked for. */
  readonly control: object;
  /** The same for other processes, below `/control`. */
  readonly controlRoutes: () => Hono<SandboxEnvironment>;
  /** Its API, below paths of its own. */
  readonly routes: (operation: OperationMiddleware) => Hono<SandboxEnvironment>;
  /** Forgets what is not in its memory. */
  readonly reset: () => void;
};

/** What can be done with numbers whose offers and terms are not known. */
export type AnyInventory = Pick<
  Inventory<unknown, unknown>,
  "balance" | "owned" | "standing" | "find" | "leaseElsewhere" | "changePrice" | "takeAway"
>;
