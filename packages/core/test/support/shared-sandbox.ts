import { type Sandbox, startSandbox } from "@leaseline/sandbox";
import { afterAll, beforeEach } from "vitest";

/** One sandbox for a file of tests, as at the start before each of them. */
export async function sharedSandbox(): Promise<Sandbox> {
  const sandbox = await startSandbox();
  beforeEach(() => sandbox.control.reset());
  afterAll(() => sandbox.close());
  return sandbox;
}
