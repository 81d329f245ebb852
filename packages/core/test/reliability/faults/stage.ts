import { type Sandbox, specialNumbers, startSandbox } from "@leaseline/sandbox";
import { onTestFinished } from "vitest";
import type { Lease } from "../../../src/domain/lease.js";
import type { E164 } from "../../../src/domain/phone-number.js";
import { LeaseError } from "../../../src/errors/lease-error.js";
import type { LeaseFailure } from "../../../src/errors/lease-failure.js";
import type { Transport } from "../../../src/http/transport.js";
import { createLeaseClient } from "../../../src/client/create-lease-client.js";
import type { LeaseClientOptions } from "../../../src/client/client-options.js";
import type { LeaseClient } from "../../../src/client/lease-client.js";
import type { Ledger } from "../../../src/ledger/ledger.js";
import { memoryLedger } from "../../../src/ledger/memory-ledger.js";
import type { Operation, OperationEvent } from "../../../src/ledger/operation.js";
import type { OperationResult } from "../../../src/operations/operation-result.js";
import type { Timing } from "../../../src/operations/timing.js";
import { contiguityProvider } from "../../../src/providers/contiguity/provider.js";
import { sinchProvider } from "../../../src/providers/sinch/provider.js";
import { soon } from "../../support/timing.js";
import { e164 } from "../../support/e164.js";

export type ProviderName = "contiguity" | "sinch";

export interface StageOptions {
  readonly transport: Transport;
  readonly at?: ProviderName;
  readonly account?: string;
  /** Another number than the plain one. */
  readonly number?: string;
  /** How Sinch is asked: with the key itself, or with tokens. */
  readonly auth?: "basic" | "oauth";
  /** Which numbers are ordered at Sinch. */
  readonly orders?: "for-documents" | "as-documented";
  /** Another address than the sandbox's for everything that is sent. */
  readonly url?: string;
  readonly ledger?: Ledger;
  readonly timing?: Timing;
  readonly timeoutMs?: number;
  readonly caps?: LeaseClientOptions["caps"];
}

export interface Stage {
  readonly sandbox: Sandbox;
  readonly client: LeaseClient;
  readonly ledger: Ledger;
  readonly number: E164;
  /** Leases the plain number, and waits until everything is settled. */
  lease(options?: Parameters<LeaseClient["lease"]>[1]): Promise<Seen>;
  /** The same of whatever is done in its place. */
  seen(request: () => Promise<OperationResult>): Promise<Seen>;
  /** Releases a lease, and waits until everything is settled. */
  release(lease: Lease): Promise<Seen>;
  /** Leases without a fault. */
  readonly held: () => Promise<Lease>;
}

/** A test says by itself when the time is up: not the pace of the machine, as where 32 MB are read. */
const unhurriedMs = 600_000;

/** What came of a request. */
export interface Seen {
  /** The states after `sent`, as letters. */
  readonly observed: string;
  readonly settled: OperationResult | null;
  /** What the caller was told in the place of a result. */
  readonly thrown: LeaseFailure | null;
  /** Why it was unknown at first, or was refused. */
  readonly failure: LeaseFailure | null;
  readonly operation: Operation | null;
}

/** The real client of one account on the sandbox, at a ledger. */
export async function stage(options: StageOptions): Promise<Stage> {
  const nowMs = Date.now();
  const sandbox = await startSandbox({ now: () => nowMs });
  onTestFinished(() => sandbox.close());
  return stageOn(sandbox, options);
}

/** The same at a sandbox that is there already. */
export function stageOn(
  sandbox: Sandbox,
  { transport, at = "contiguity", url, ledger = memoryLedger(), ...options }: StageOptions,
): Stage {
  const { timing = soon, timeoutMs = unhurriedMs, caps, account = "a", auth = "basic" } = options;
  const elsewhere = (baseUrl: string) =>
    url === undefined ? baseUrl : baseUrl.replace(sandbox.url, url);
  const common = { account, transport, timeoutMs };
  const provider =
    at === "contiguity"
      ? contiguityProvider({
          ...sandbox.contiguity,
          ...common,
          baseUrl: elsewhere(sandbox.contiguity.baseUrl),
        })
      : sinchProvider({
          ...sandbox.sinch,
          ...common,
          auth,
          ...(options.orders && { orders: options.orders }),
          baseUrl: elsewhere(sandbox.sinch.baseUrl),
        });
  const client = createLeaseClient({ accounts: [provider], ledger, timing, caps });
  const number = e164(options.number ?? specialNumbers[at].plain);

  const seen = async (request: () => Promise<OperationResult>): Promise<Seen> => {
    const before = new Set((await ledger.operations()).map(({ id }) => id));
    const result = await request().then(
      (settled) => ({ settled, thrown: null }),
      (error: unknown) => {
        if (error instanceof LeaseError) return { settled: null, thrown: error.failure };
        throw error;
      },
    );
    await client.reconcile();
    const operation = (await ledger.operations()).find(({ id }) => !before.has(id)) ?? null;
    if (!operation) return { observed: "B", ...result, failure: result.thrown, operation };
    const events = (await ledger.history(operation.id)).map(({ event }) => event);
    return { observed: classOf(events), ...result, failure: failureIn(events), operation };
  };
  const lease: Stage["lease"] = (request) =>
    seen(async () => client.lease(await client.quote(account, number), request));

  return {
    sandbox,
    client,
    ledger,
    number,
    lease,
    seen,
    release: (held) => seen(() => client.release(held, { confirm: held.number.slice(-4) })),
    held: async () => {
      const settled = await client.lease(await client.quote(account, number));
      if (settled.kind !== "committed") throw new Error(`it is ${settled.kind}`);
      return settled.lease;
    },
  };
}

const letters: Partial<Record<OperationEvent["kind"], string>> = {
  "not-sent": "N",
  rejected: "R",
  unknown: "U",
  committed: "C",
  absent: "A",
  "needs-attention": "H",
};

/** Of what was written down. What was refused here before it was sent ends as not sent, with the reason. */
export function classOf(events: readonly OperationEvent[]): string {
  const [first] = events;
  if (first?.kind === "not-sent" && first.failure.kind !== "not-sent") return "B";
  return events.flatMap(({ kind }) => letters[kind] ?? []).join("→");
}

function failureIn(events: readonly OperationEvent[]): LeaseFailure | null {
  const event = events.find((one) => "failure" in one);
  return event && "failure" in event ? event.failure : null;
}

/** How many leases and releases have arrived. */
export function writes({ sandbox }: Stage): number {
  return Object.values(sandbox.control.writes()).reduce((sum, { received }) => sum + received, 0);
}

/** What the client lists. */
export async function listed({ client }: Stage): Promise<readonly Lease[]> {
  const leases: Lease[] = [];
  for await (const event of client.list()) if (event.kind === "items") leases.push(...event.items);
  return leases;
}
