import { afterEach } from "vitest";
import { createLeaseClient } from "../../src/client/create-lease-client.js";
import type { LeaseClient } from "../../src/client/lease-client.js";

/** Makes clients that are closed when their test ends: what one tries again and again would go on beside the next file. */
export function closingClients(): typeof createLeaseClient {
  const opened = new Array<LeaseClient>();
  afterEach(() => {
    for (const client of opened.splice(0)) void client.close();
  });
  return (options) => {
    const client = createLeaseClient(options);
    opened.push(client);
    return client;
  };
}
