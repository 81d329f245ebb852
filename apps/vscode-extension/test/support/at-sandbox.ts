import { type LeaseClient, type SpendCap, createLeaseClient, memoryLedger } from "@leaseline/core";
import { contiguityProvider } from "@leaseline/core/contiguity";
import { type Sandbox, startSandbox } from "@leaseline/sandbox";
import { onTestFinished } from "vitest";
import type { FollowUp } from "../../src/operations/follow-up.js";
import { createKeptTargets } from "../../src/lease/kept-targets.js";
import { exampleAccount, exampleActions } from "./examples.js";
import { memoryState } from "./memory-storage.js";

/** An account at Contiguity's sandbox, as long as the test runs, and what a flow about it needs. */
export async function atSandbox(caps: readonly SpendCap[] = []) {
  const sandbox = await startSandbox();
  const ledger = memoryLedger();
  const provider = contiguityProvider({ ...sandbox.contiguity, account: "first" });
  const client = createLeaseClient({ ledger, accounts: [provider], caps });
  onTestFinished(async () => {
    await client.close();
    await sandbox.close();
  });
  const account = exampleAccount({ label: "acme-dev", sandbox: true });
  const tools = {
    client: async () => client,
    ledger,
    followUp,
    actions: exampleActions,
    targets: createKeptTargets(memoryState()),
  };
  return { sandbox, client, ledger, account, tools, writes: () => writes(sandbox) };
}

/** Of a person who waits for the outcome and is told it by the flow itself. */
const followUp: FollowUp = {
  resume: async () => {},
  during: (_number, work) => work(),
  heard: () => {},
  look: async () => {},
};

function writes({ control }: Sandbox): number {
  return Object.values(control.writes()).reduce((sum, { received }) => sum + received, 0);
}

/** What the client lists. */
export async function leasesOf(client: LeaseClient) {
  const leases = [];
  for await (const event of client.list()) if (event.kind === "items") leases.push(...event.items);
  return leases;
}
