import { spawn } from "node:child_process";
import { once } from "node:events";
import { specialNumbers } from "@leaseline/sandbox";
import { expect, it } from "vitest";
import { sharedSandbox } from "../support/shared-sandbox.js";

const sandbox = await sharedSandbox();

it("a process is not kept alive by asking in the background, and by reconcile for as long as somebody waits", async () => {
  const child = spawn(process.execPath, ["--input-type=module", "-e", leaseWithoutAnAnswer()], {
    cwd: import.meta.dirname,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
  sandbox.control.fault("contiguity.lease", { reset: "before" });
  const ended = once(child, "exit");
  const start = performance.now();
  expect(await ended).toEqual([0, null]);
  // The next look would come after two seconds, and the last one after minutes.
  expect(performance.now() - start).toBeLessThan(10_000);
  expect(said).toBe("unknown\nunknown\n");
});

/** It runs on the built package. */
function leaseWithoutAnAnswer(): string {
  const given = { ...sandbox.contiguity, account: "c" };
  return `
    import { createLeaseClient, memoryLedger } from "@leaseline/core";
    import { contiguityProvider } from "@leaseline/core/contiguity";
    const account = contiguityProvider(${JSON.stringify(given)});
    const client = createLeaseClient({ accounts: [account], ledger: memoryLedger() });
    const { kind } = await client.lease(await client.quote("c", "${specialNumbers.contiguity.plain}"));
    console.log(kind);
    // A second is waited for here: were the process not kept alive, it would end before, and with 13.
    const [operation] = await client.reconcile({ signal: AbortSignal.timeout(1000) });
    console.log(operation.state);
  `;
}
