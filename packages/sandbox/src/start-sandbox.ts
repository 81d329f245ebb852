import { createAdaptorServer, type ServerType } from "@hono/node-server";
import { defaultCatalogue } from "./catalogue/default-catalogue.js";
import { createControl, type Control } from "./control/control.js";
import {
  type Catalogue,
  type Connections,
  forEachProvider,
  providerNames,
} from "./for-each-provider.js";
import { providers } from "./providers.js";
import type { SandboxProvider } from "./sandbox-provider.js";
import { createApp } from "./server/app.js";
import { isLoopback } from "./server/loopback-only.js";
import { keepingIn, readMemory } from "./state/memory-file.js";
import { createWorld } from "./state/world.js";

/** What a sandbox starts with. All of it can be left out. */
export type SandboxOptions = {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** Loopback only; 127.0.0.1 by default. */
  readonly host?: string;
  /** Replaces the default catalogue: a provider that is left out has nothing to offer. */
  readonly catalogue?: Partial<Catalogue>;
  /** Of the default catalogue; 1 by default. The same seed offers the same numbers. */
  readonly seed?: number;
  /** From leasing to a working number, or from another change to its effect, by the sandbox's clock; 3000 by default. */
  readonly provisioningMs?: number;
  /** From submitting an order to its end, by the sandbox's clock; 3000 by default. */
  readonly reviewMs?: number;
  /** The time to start from and keep to, in epoch milliseconds; the real time by default. */
  readonly now?: () => number;
  /** Where it keeps what it remembers, for the one that is started on it next; nowhere by default. */
  readonly file?: string;
};

/** Beside what is said here it has, by each provider's name, where that is and what gets in. */
export type Sandbox = Connections & {
  /** `http://127.0.0.1:…`, without a slash at its end. */
  readonly url: string;
  /** Where it is and what gets in, as environment variables: those of the product and of the providers' own tools. */
  readonly environment: Readonly<Record<string, string>>;
  /** For whoever started it; `/control` is the same over HTTP. */
  readonly control: Control;
  /** Stops listening and drops every connection, answered or not. */
  readonly close: () => Promise<void>;
};

/**
 * An unused connection is kept for this long. A client that is slow for want of a processor would otherwise
 * meet one that is just being closed, which is a fault that nobody asked for.
 */
const keptMs = 60_000;

/**
 * Starts a server on this machine that speaks the wire protocols of the providers.
 * @throws {RangeError} if `host` is not loopback.
 * @throws the system's error (`EADDRINUSE`, `EACCES`) if the port cannot be had.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port = 0, host = "127.0.0.1", seed, now: realNow } = options;
  const { provisioningMs = 3000, reviewMs = 3000 } = options;
  if (!isLoopback(host)) {
    throw new RangeError(`The sandbox only listens on this machine (127.0.0.1), not on ${host}.`);
  }
  const catalogue = options.catalogue ?? defaultCatalogue(seed);
  const memory = readMemory(options.file);
  const world = createWorld({ memory, catalogue, provisioningMs, reviewMs, realNow });
  const control = createControl(world);
  const app = createApp(world, control);
  const fetch = options.file ? keepingIn(options.file, memory, app.fetch) : app.fetch;
  // Left to itself the adapter replaces the global Request and Response of whoever embeds it.
  const server = createAdaptorServer({
    fetch,
    overrideGlobalObjects: false,
    serverOptions: { keepAliveTimeout: keptMs },
  });
  const url = await listen(server, port, host);
  const connections = forEachProvider((name) => providers[name].connection(url)) as Connections;
  const environment = environmentOf(connections);
  return { url, ...connections, environment, control, close: () => close(server) };
}

function environmentOf(connections: Connections): Readonly<Record<string, string>> {
  const pairs = providerNames.flatMap((name) => {
    const { variables }: SandboxProvider = providers[name];
    return Object.entries(connections[name]).map(([key, value]) => [variables[key] ?? key, value]);
  });
  // Keys first, then the product's own.
  const isOwn = ([name = ""]: readonly string[]) => Number(name.startsWith("LEASELINE_"));
  return Object.fromEntries(pairs.toSorted((left, right) => isOwn(left) - isOwn(right)));
}

function listen(server: ServerType, port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      const address = server.address();
      const bound = typeof address === "object" && address ? address.port : port;
      resolve(`http://${host.includes(":") ? `[${host}]` : host}:${bound}`);
    });
  });
}

function close(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    if ("closeAllConnections" in server) server.closeAllConnections();
  });
}
