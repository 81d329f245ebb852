import type { SandboxConnection } from "../accounts/connect-account.js";
import { connectionIn, readEnvironment } from "./sandbox-environment.js";
import { shareSandbox } from "./shared-sandbox.js";

/** The sandbox: one that is named by the environment, else the one of this machine. */
export interface SandboxServer {
  /** Starts it unless it runs. */
  readonly connection: () => Promise<SandboxConnection>;
  /** Is told when it is to be found elsewhere from now on. */
  readonly onMoved: (listener: () => void) => void;
  readonly dispose: () => Promise<void>;
}

export interface SandboxServerOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
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
