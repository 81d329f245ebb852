import { type Operation, type Sandbox, specialNumbers } from "@leaseline/sandbox";
import type { AccountEvent } from "../../src/client/across-accounts.js";
import type { LeaseClientOptions } from "../../src/client/lease-client.js";
import type { Lease } from "../../src/domain/lease.js";
import type { E164 } from "../../src/domain/phone-number.js";
import { memoryLedger } from "../../src/ledger/memory-ledger.js";
import { openStates } from "../../src/ledger/operation.js";
import { nodeTransport } from "../../src/node/node-transport.js";
import { contiguityProvider } from "../../src/providers/contiguity/provider.js";
import { sinchProvider } from "../../src/providers/sinch/provider.js";
import { closingClients } from "./closing-clients.js";
import { later } from "./timing.js";
import { e164 } from "./e164.js";

export const transport = nodeTransport();
export const inUs = { country: "US" } as const;
export const open = { states: openStates };

/** Accounts of both providers at a sandbox, and clients of both. */
export function clientStage(sandbox: Sandbox) {
  const { control } = sandbox;
  const createClient = closingClients();
  const contiguity = (changes: { readonly apiKey?: string; readonly baseUrl?: string } = {}) =>
    contiguityProvider({ ...sandbox.contiguity, account: "c", transport, ...changes });
  const sinch = (changes: { readonly baseUrl?: string } = {}) =>
    sinchProvider({ ...sandbox.sinch, account: "s", transport, ...changes });
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

/** The same at both providers, each in its own words. */
export const providers = [
  {
    provider: "contiguity",
    account: "c",
    numbers: e164s(specialNumbers.contiguity),
    leaseRequest: "contiguity.lease",
    releaseRequest: "contiguity.terminate",
    read: "contiguity.get",
    listRequest: "contiguity.leased",
    quoteRequest: "contiguity.get",
  },
  {
    provider: "sinch",
    account: "s",
    numbers: e164s(specialNumbers.sinch),
    leaseRequest: "sinch.rent",
    releaseRequest: "sinch.release",
    read: "sinch.get",
    listRequest: "sinch.list",
    quoteRequest: "sinch.check",
  },
] as const;

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
