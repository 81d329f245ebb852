import { type Operation, type Sandbox, specialNumbers } from "@leaseline/sandbox";
import type { AccountEvent } from "../../src/client/across-accounts.js";
import type { LeaseClientOptions } from "../../src/client/client-options.js";
import type { Lease } from "../../src/domain/lease.js";
import type { E164 } from "../../src/domain/phone-number.js";
import { memoryLedger } from "../../src/ledger/memory-ledger.js";
import { openStates } from "../../src/ledger/operation.js";
import { nodeTransport } from "../../src/node/node-transport.js";
import { contiguityProvider } from "../../src/providers/contiguity/provider.js";
import { sinchProvider } from "../../src/providers/sinch/provider.js";
import { closingClients } from "./closing-clients.js";
import { e164 } from "./e164.js";
import { ledgerKinds } from "./ledger-harness.js";
import { later } from "./timing.js";

export const transport = nodeTransport();
export const inUs = { country: "US" } as const;
export const open = { states: openStates };
export const page = { status: 200, contentType: "text/html", body: "<html>" } as const;

/** Each provider, its numbers, and what the sandbox calls the requests to it. */
export const providers = [
  {
    account: "contiguity",
    numbers: e164s(specialNumbers.contiguity),
    leaseRequest: "contiguity.lease",
    releaseRequest: "contiguity.terminate",
    getRequest: "contiguity.get",
    listRequest: "contiguity.leased",
    quoteRequest: "contiguity.get",
    refusal: { object: "error", data: { error: "No.", status: 403 } },
  },
  {
    account: "sinch",
    numbers: e164s(specialNumbers.sinch),
    leaseRequest: "sinch.rent",
    releaseRequest: "sinch.release",
    getRequest: "sinch.get",
    listRequest: "sinch.list",
    quoteRequest: "sinch.check",
    refusal: { error: { code: 403, message: "No.", status: "PERMISSION_DENIED" } },
  },
] as const;

/** The same with each kind of ledger. */
export const cases = ledgerKinds.flatMap((ledger) =>
  providers.map((one) => ({ ...one, ...ledger })),
);

/** An account of each provider at a sandbox, which goes by the provider's name. */
export const accountsAt = (
  sandbox: Pick<Sandbox, "contiguity" | "sinch">,
  changes: {
    readonly apiKey?: string;
    readonly projectId?: string;
    readonly timeoutMs?: number;
  } = {},
) => {
  const { apiKey = sandbox.contiguity.apiKey, projectId = sandbox.sinch.projectId } = changes;
  const options = { transport, timeoutMs: changes.timeoutMs };
  return [
    contiguityProvider({ ...sandbox.contiguity, ...options, account: "contiguity", apiKey }),
    sinchProvider({ ...sandbox.sinch, ...options, account: "sinch", projectId }),
  ];
};

/** Accounts of both providers at a sandbox, and clients of both. */
export function clientStage(sandbox: Sandbox) {
  const { control } = sandbox;
  const createClient = closingClients();
  const contiguity = (
    changes: {
      readonly account?: string;
      readonly apiKey?: string;
      readonly baseUrl?: string;
    } = {},
  ) => contiguityProvider({ ...sandbox.contiguity, account: "contiguity", transport, ...changes });
  const sinch = (changes: { readonly baseUrl?: string } = {}) =>
    sinchProvider({ ...sandbox.sinch, account: "sinch", transport, ...changes });
  /** Asks nothing in the background while a test runs. */
  const client = (options: Partial<LeaseClientOptions> = {}) =>
    createClient({
      accounts: [contiguity(), sinch()],
      ledger: memoryLedger(),
      timing: later,
      ...options,
    });
  /** How many requests have come that may cost money. */
  const writes = () =>
    Object.values(control.writes()).reduce((sum, { received }) => sum + received, 0);
  const requestsTo = (operation: Operation) => control.requests(operation).length;
  /** The plain number of a provider, leased without a fault. */
  const leasedAt = async ({ account, numbers }: (typeof providers)[number]): Promise<Lease> => {
    const leases = client();
    const settled = await leases.lease(await leases.quote(account, numbers.plain));
    if (settled.kind !== "committed") throw new Error(`it is ${settled.kind}`);
    return settled.lease;
  };
  return { control, contiguity, sinch, client, writes, requestsTo, leasedAt };
}

export async function all<Item>(events: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const event of events) found.push(event);
  return found;
}

export function itemsOf<Item>(events: readonly AccountEvent<Item>[], account: string): Item[] {
  return events.flatMap((event) =>
    event.kind === "items" && event.account === account ? event.items : [],
  );
}

function e164s<Name extends string>(texts: Readonly<Record<Name, string>>): Record<Name, E164> {
  // The names are those of the object that goes in, which Object.fromEntries cannot know.
  return Object.fromEntries(
    Object.entries<string>(texts).map(([name, text]) => [name, e164(text)]),
  ) as Record<Name, E164>;
}
