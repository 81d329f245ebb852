import { type Sandbox, startSandbox } from "@leaseline/sandbox";
import { afterAll, beforeEach } from "vitest";

/**
 * One sandbox for a file of tests, as at the start before each of them. Its time stands still until a test moves it: on
 * a busy machine an order would be judged before it is looked at.
 */
export async function sharedSandbox(): Promise<Sandbox> {
  let nowMs = Date.now();
  const sandbox = await startSandbox({ now: () => nowMs });
  beforeEach(() => {
    nowMs = Date.now();
    sandbox.control.reset();
  });
  afterAll(() => sandbox.close());
  return sandbox;
}
