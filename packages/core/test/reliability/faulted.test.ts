import { type Fault, type Operation, type Sandbox, startSandbox } from "@leaseline/sandbox";
import * as fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import { createLeaseClient } from "../../src/client/create-lease-client.js";
import { LeaseError } from "../../src/errors/lease-error.js";
import { memoryLedger } from "../../src/ledger/memory-ledger.js";
import { isOpen } from "../../src/ledger/operation.js";
import { nodeTransport } from "../../src/node/node-transport.js";
import type { Timing } from "../../src/operations/timing.js";
import { contiguityProvider } from "../../src/providers/contiguity/provider.js";
import { sinchProvider } from "../../src/providers/sinch/provider.js";
import { effort, report } from "../../../../scripts/effort.mjs";
import { e164 } from "../support/e164.js";
import { plainNumbers } from "./plain-numbers.js";

// Leases whose answer is lost in one way or another, while what asks about them meets trouble too: how they end, and what
// can be done about those that need a person.

const runs = effort({ quick: 40, soak: 10_000 });
const atOnce = 8;
const transport = nodeTransport();
const quickly: Timing = {
  onItsWayMs: 15,
  afterDeathMs: 15,
  lagMs: 5,
  looksAfterMs: [0],
  provingLooks: 4,
};
const providers = ["contiguity", "sinch"] as const;
const operationsOf = {
  contiguity: { lease: "contiguity.lease", get: "contiguity.get", list: "contiguity.leased" },
  sinch: { lease: "sinch.rent", get: "sinch.get", list: "sinch.list" },
} as const satisfies Record<string, Record<string, Operation>>;

const atOnceAgain = { headers: { "retry-after": "0" } };
const answers: readonly Fault[] = [
  { reset: "before" },
  { reset: "after" },
  { halfBody: true },
  { html: true },
  { html: true, after: true },
  { raw: "nothing of HTTP" },
  ...[404, 408, 409, 429, 500, 502, 503].flatMap((status): Fault[] => [
    { status, body: "", ...atOnceAgain },
    { status, body: "", after: true, ...atOnceAgain },
  ]),
  { status: 200, body: "", after: true },
  { status: 204, body: "", after: true },
];
const troubles: readonly (Fault | null)[] = [
  null,
  null,
  null,
  { status: 503, body: "", times: "always", ...atOnceAgain },
  { status: 404, body: { message: "Not found", status: 404 }, times: "always" },
  { status: 401, body: { error: "No." }, times: "always" },
];

const figures = {
  "leases that went wrong": 0,
  committed: 0,
  absent: 0,
  rejected: 0,
  "in need of a person": 0,
  "of those, with a way out that costs nothing": 0,
  "of those, settled once the provider answers again": 0,
};
const sandboxes: Sandbox[] = [];
afterAll(async () => {
  report("faulted leases", figures);
  await Promise.all(sandboxes.map((sandbox) => sandbox.close()));
});

it("a lease that goes wrong ends, and what needs a person has a way out that costs nothing", async () => {
  const cases = fc.sample(
    fc.record({
      provider: fc.constantFrom(...providers),
      answer: fc.constantFrom(...answers),
      get: fc.constantFrom(...troubles),
      list: fc.constantFrom(...troubles),
    }),
    runs,
  );
  const left = [...cases];
  const lane = async () => {
    const sandbox = await startSandbox();
    sandboxes.push(sandbox);
    for (let next = left.pop(); next; next = left.pop()) await leased(sandbox, next);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  const { "in need of a person": needing } = figures;
  expect(figures["of those, with a way out that costs nothing"]).toBe(needing);
  expect(figures["of those, settled once the provider answers again"]).toBe(needing);
  expect(needing).toBeGreaterThan(0);
});

interface Case {
  readonly provider: (typeof providers)[number];
  readonly answer: Fault;
  readonly get: Fault | null;
  readonly list: Fault | null;
}

async function leased(sandbox: Sandbox, { provider, answer, ...reads }: Case): Promise<void> {
  const { control } = sandbox;
  control.reset();
  const named = { account: "a", transport };
  const account =
    provider === "sinch"
      ? sinchProvider({ ...sandbox.sinch, ...named, auth: "basic" })
      : contiguityProvider({ ...sandbox.contiguity, ...named });
  const ledger = memoryLedger();
  const client = createLeaseClient({ accounts: [account], ledger, timing: quickly });
  const number = e164(plainNumbers(provider)[0] ?? "");
  const { lease, ...asked } = operationsOf[provider];
  client.onChange(({ state }) => {
    // What is read before it is sent is as ever.
    if (state !== "sent") return;
    for (const read of ["get", "list"] as const)
      if (reads[read]) control.fault(asked[read], reads[read]);
  });
  control.fault(lease, answer);
  await client.lease(await client.quote("a", number)).catch(onlyOurs);
  await client.reconcile();
  const [operation] = await client.operations();
  if (!operation) throw new Error("nothing was begun");
  figures["leases that went wrong"] += 1;
  const isHeld = control.owned(provider).includes(number);
  if (operation.state === "committed") expect(isHeld).toBe(true);
  if (operation.state === "absent" || operation.state === "rejected") expect(isHeld).toBe(false);
  if (operation.state === "needs-attention") {
    figures["in need of a person"] += 1;
    if (client.waysOut(operation).some(({ mayCost }) => !mayCost))
      figures["of those, with a way out that costs nothing"] += 1;
    control.clearFaults();
    await client.reconcile();
    const settled = await ledger.find(operation.id);
    if (settled && !isOpen(settled) && (settled.state === "committed") === isHeld)
      figures["of those, settled once the provider answers again"] += 1;
  } else if (operation.state in figures)
    figures[operation.state as "committed" | "absent" | "rejected"] += 1;
  else throw new Error(`it stays ${operation.state}`);
  expect(control.writes()[lease].received).toBe(1);
  await client.close();
}

function onlyOurs(error: unknown): void {
  if (!(error instanceof LeaseError)) throw error;
}
