import type { SandboxConnection } from "../accounts/connect-account.js";
import { readEnvironment } from "./sandbox-environment.js";

/** The sandbox of this window: one that is named by the environment, else one inside the extension host. */
export interface SandboxServer {
  /** Starts it unless it runs. */
  readonly connection: () => Promise<SandboxConnection>;
  readonly dispose: () => Promise<void>;
}

export function createSandboxServer(
  environment: Readonly<Record<string, string | undefined>>,
): SandboxServer {
  let running: Promise<{ connection: SandboxConnection; close: () => Promise<void> }> | null = null;

  const start = async () => {
    const given = readEnvironment(environment);
    if (given) return { connection: given, close: async () => {} };
    // A bundle of its own, loaded by nobody who does not try the sandbox.
    const { startSandbox } = await import("../sandbox.js");
    const { contiguity, sinch, close } = await startSandbox();
    return {
      connection: {
        endpoints: {
          contiguity: { baseUrl: contiguity.baseUrl },
          sinch: { baseUrl: sinch.baseUrl, authUrl: sinch.authUrl },
        },
        keys: {
          contiguity: { provider: "contiguity" as const, apiKey: contiguity.apiKey },
          sinch: {
            provider: "sinch" as const,
            projectId: sinch.projectId,
            keyId: sinch.keyId,
            keySecret: sinch.keySecret,
          },
        },
      },
      close,
    };
  };

  return {
    connection: async () => {
      running ??= start();
      running.catch(() => (running = null));
      return (await running).connection;
    },
    dispose: async () => {
      await running?.then(({ close }) => close());
    },
  };
}
