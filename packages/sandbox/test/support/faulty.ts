import { specialNumbers, type Fault, type Sandbox } from "../../src/index.js";
import { atContiguity } from "./call.js";
import { openSandbox } from "./open-sandbox.js";

/** A sandbox whose next lease at Contiguity's side, or another request, goes wrong. */
export async function withFault(
  fault: Fault,
  operation = "contiguity.lease" as const,
): Promise<Sandbox> {
  const sandbox = await openSandbox();
  sandbox.control.fault(operation, fault);
  return sandbox;
}

export const leasePath = `/numbers/lease/${encodeURIComponent(specialNumbers.contiguity.plain)}`;
export const lease = (sandbox: Sandbox) => atContiguity(sandbox)("POST", leasePath, {});
export const list = (sandbox: Sandbox) => atContiguity(sandbox)("GET", "/numbers/leases");

/** What has come of {@link lease}, whatever it was answered. */
export const truth = ({ control }: Sandbox) => ({
  owned: control.owned("contiguity").length,
  writes: control.writes()["contiguity.lease"],
});

export const nothingDone = { owned: 0, writes: { received: 1, committed: 0 } };
export const done = { owned: 1, writes: { received: 1, committed: 1 } };
