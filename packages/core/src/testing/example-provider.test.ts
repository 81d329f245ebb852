import { expect, it, onTestFinished } from "vitest";
import { createLeaseClient } from "../client/create-lease-client.js";
import { memoryLedger } from "../ledger/memory-ledger.js";
import { exampleProvider } from "./example-provider.js";
import { startExampleServer } from "./example-server.js";

it("the least of providers is leased from and released to by the client that knows no provider", async () => {
  const { environment, number, held, close } = await startExampleServer();
  onTestFinished(close);
  const said = (fields: readonly { name: string; variable: string }[]) =>
    Object.fromEntries(fields.map(({ name, variable }) => [name, environment[variable]]));
  const account = exampleProvider.create(said(exampleProvider.keys), {
    account: "e",
    addresses: said(exampleProvider.addresses),
  });
  const ledger = memoryLedger();
  const client = createLeaseClient({ accounts: [account], ledger });
  const leased = await client.lease(await client.quote("e", number));
  expect([leased.kind, held()]).toEqual(["committed", true]);
  if (leased.kind !== "committed" || !leased.lease) return;
  const released = await client.release(leased.lease, { confirm: number.slice(-4) });
  expect([released.kind, held()]).toEqual(["committed", false]);
  await client.close();
});
