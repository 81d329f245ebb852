import { onTestFinished } from "vitest";
import { startSandbox, type Sandbox, type SandboxOptions } from "../../src/index.js";

/** A sandbox that ends with the test. */
export async function openSandbox(options?: SandboxOptions): Promise<Sandbox> {
  const sandbox = await startSandbox(options);
  onTestFinished(() => sandbox.close());
  return sandbox;
}
