import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { specialNumbers } from "@leaseline/sandbox";
import { expect, it } from "vitest";
import { sharedSandbox } from "../support/shared-sandbox.js";

const sandbox = await sharedSandbox();

it("a process is not kept alive by asking in the background, and by reconcile for as long as somebody waits", async () => {
  const child = spawn(process.execPath, ["--input-type=module", "-e", leaseWithoutAnAnswer()], {
    cwd: import.meta.dirname,
    stdio: ["ignore", "pipe", "inherit"],
  });
  sandbox.control.fault("contiguity.lease", { reset: "before" });
  const [said, ended] = await Promise.all([text(child.stdout), once(child, "exit")]);
  expect(ended).toEqual([0, null]);
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
    // The next looks come after seconds, and the last one after minutes.
    setTimeout(() => console.log("is kept alive"), 3000).unref();
  `;
}
