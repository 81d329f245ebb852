import type { SandboxConnection } from "../accounts/connect-account.js";
import { shareSandbox } from "./shared-sandbox.js";
import { type ProviderDescriptor, providers, type Timing } from "@leaseline/core";

type Environment = Readonly<Record<string, string | undefined>>;

/** The sandbox: one that is named by the environment, else the one of this machine. */
export interface SandboxServer {
  /** Starts it unless it runs. */
  readonly connection: () => Promise<SandboxConnection>;
  /** Is told when it is to be found elsewhere from now on. */
  readonly onMoved: (listener: () => void) => void;
  readonly dispose: () => Promise<void>;
}

export interface SandboxServerOptions {
  readonly environment: Environment;
  /** The same for all windows. */
  readonly folder: string;
  readonly onError: (error: unknown) => void;
}

export function createSandboxServer(options: SandboxServerOptions): SandboxServer {
  const given = readEnvironment(options.environment);
  if (given) return { connection: async () => given, onMoved: () => {}, dispose: async () => {} };
  const shared = shareSandbox({
    folder: options.folder,
    onError: options.onError,
    start: async (where) => {
      // A bundle of its own, loaded by nobody who does not try the sandbox.
      const { startSandbox } = await import("../sandbox.js");
      return startSandbox(where);
    },
  });
  return {
    connection: async () => connectionIn((await shared.address()).environment),
    onMoved: shared.onMoved,
    dispose: shared.close,
  };
}

type Named = { readonly name: string; readonly variable: string };

/** The sandbox that the environment names, as `npm start` does; null when it names none. */
function readEnvironment(environment: Environment): SandboxConnection | null {
  return environment["LEASELINE_SANDBOX_URL"] ? connectionIn(environment) : null;
}

/** The keys and addresses that the variables say, of every provider. */
function connectionIn(environment: Environment): SandboxConnection {
  const said = (fields: readonly Named[]) =>
    Object.fromEntries(fields.map(({ name, variable }) => [name, environment[variable] ?? ""]));
  const ofEach = <Value>(of: (provider: ProviderDescriptor) => Value) =>
    Object.fromEntries(providers.map((provider) => [provider.id, of(provider)]));
  return {
    endpoints: ofEach(({ addresses }) => said(addresses)),
    keys: ofEach(({ id, keys }) => ({ ...said(keys), provider: id })),
  };
}

/**
 * A shorter timing for what is not known at the sandbox, where the environment names one: for suites, whose
 * requests settle at once. No real account is ever asked about by it.
 */
export function sandboxTiming(environment: Environment): Timing | undefined {
  const settleMs = Number(environment["LEASELINE_SETTLE_MS"]);
  if (!(settleMs > 0)) return undefined;
  return {
    onItsWayMs: settleMs,
    afterDeathMs: settleMs,
    lagMs: 0.2 * settleMs,
    looksAfterMs: [0, 0.4 * settleMs],
    provingLooks: 4,
  };
}
