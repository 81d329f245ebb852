import { afterEach } from "vitest";
import { createLeaseClient } from "../../src/client/create-lease-client.js";
import type { LeaseClientOptions } from "../../src/client/client-options.js";

/** Makes clients that are closed when their test ends, with their ledgers: what they try again and again would go on beside the next file. */
export function closingClients(): typeof createLeaseClient {
  const closings = new Array<() => Promise<void>>();
  afterEach(() => {
    for (const close of closings.splice(0)) void close();
  });
  return (options: LeaseClientOptions) => {
    const client = createLeaseClient(options);
    closings.push(async () => {
      await client.close();
      // What the ledger has not taken is tried until it is closed.
      await options.ledger.close();
    });
    return client;
  };
}
