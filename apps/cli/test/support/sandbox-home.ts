import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Operation, type Sandbox, startSandbox } from "@leaseline/sandbox";
import { afterAll, beforeEach, onTestFinished } from "vitest";

export type Environment = Readonly<Record<string, string>>;

/** One sandbox for a file of tests, as at the start before each of them, with a state folder of its own each time. */
export interface SandboxHome {
  readonly sandbox: Sandbox;
  readonly home: string;
  /** Accounts at both providers. */
  readonly environment: Environment;
  /** An account at one of them. */
  readonly only: (provider: "contiguity" | "sinch") => Environment;
}

/** A request that waits is carried out afterwards, in whatever test is on by then: so it must not come to that. */
export const longerThanAnyTest = 3_600_000;

/** Longer than any test: nothing is set up before a test moves the sandbox's clock. */
export const provisioningMs = 600_000;

export async function sandboxHome(): Promise<SandboxHome> {
  const sandbox = await startSandbox({ provisioningMs });
  let home = "";
  beforeEach(() => {
    sandbox.control.reset();
    home = temporaryFolder();
  });
  afterAll(() => sandbox.close());
  const { contiguity, sinch } = sandbox;
  const atContiguity = () => ({
    LEASELINE_HOME: home,
    CONTIGUITY_API_KEY: contiguity.apiKey,
    LEASELINE_CONTIGUITY_URL: contiguity.baseUrl,
  });
  const atSinch = () => ({
    LEASELINE_HOME: home,
    SINCH_PROJECT_ID: sinch.projectId,
    SINCH_KEY_ID: sinch.keyId,
    SINCH_KEY_SECRET: sinch.keySecret,
    LEASELINE_SINCH_URL: sinch.baseUrl,
    LEASELINE_SINCH_AUTH_URL: sinch.authUrl,
  });
  return {
    sandbox,
    get home() {
      return home;
    },
    get environment() {
      return { ...atContiguity(), ...atSinch() };
    },
    only: (provider) => (provider === "contiguity" ? atContiguity() : atSinch()),
  };
}

/** Resolves when such a request has come, whatever becomes of it. */
export async function untilRequest({ control }: Sandbox, operation: Operation): Promise<void> {
  while (!control.requests().some((request) => request.operation === operation)) await sleep(25);
}

/** A folder for as long as the test that asked for it runs. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "leaseline-cli-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
