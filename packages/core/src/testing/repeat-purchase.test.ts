import { describe, expect, it, onTestFinished } from "vitest";
import { soon } from "../../test/support/timing.js";
import { createLeaseClient } from "../client/create-lease-client.js";
import { memoryLedger } from "../ledger/memory-ledger.js";
import type { ProviderCapabilities } from "../providers/provider-account.js";
import { describeRepeating } from "./describe-leasing.js";
import { exampleProviderThat } from "./example-provider.js";
import { startExampleServer } from "./example-server.js";

type Repeats = ProviderCapabilities["repeatPurchase"];

async function example(repeatPurchase: "same" | "refused", declared: Repeats = repeatPurchase) {
  const server = await startExampleServer({ repeatPurchase });
  onTestFinished(server.close);
  const provider = exampleProviderThat(declared);
  const said = (fields: readonly { name: string; variable: string }[]) =>
    Object.fromEntries(fields.map(({ name, variable }) => [name, server.environment[variable]]));
  const account = provider.create(said(provider.keys), {
    account: "e",
    addresses: said(provider.addresses),
  });
  return { server, account };
}

/** A lease whose answer was lost, of which no read has told: a person has to look. */
async function inDoubt(repeatPurchase: "same" | "refused", declared?: Repeats) {
  const { server, account } = await example(repeatPurchase, declared);
  const timing = { ...soon, provingLooks: 2 };
  const client = createLeaseClient({ accounts: [account], ledger: memoryLedger(), timing });
  onTestFinished(() => client.close());
  const quote = await client.quote("e", server.number);
  server.loseNextAnswer();
  client.onChange(({ state }) => {
    if (state === "sent") server.reads("unclear");
  });
  expect(await client.lease(quote)).toMatchObject({ kind: "unknown" });
  const [operation] = await client.reconcile();
  if (operation?.state !== "needs-attention") throw new Error(`it is ${operation?.state}`);
  return { server, client, quote, operation };
}

const fixture = (repeatPurchase: "same" | "refused") =>
  describeRepeating((name, body) =>
    it(name, async () => {
      const { server, account: provider } = await example(repeatPurchase);
      const held = () => (server.held() ? [server.number] : []);
      await body({ provider, leasable: server.number, held });
      expect(server.purchases()).toEqual({ received: 2, charged: 1 });
    }),
  );

describe.each(["same", "refused"] as const)(
  "a provider where a second purchase is %s",
  (repeatPurchase) => {
    fixture(repeatPurchase);

    it("offers to repeat a request that nobody knows of, which costs nothing", async () => {
      const { client, operation } = await inDoubt(repeatPurchase);
      expect(client.waysOut(operation)).toContainEqual({ kind: "repeat", mayCost: false });
    });

    it("is bought from once when a person repeats it while the reads are behind", async () => {
      const { client, operation, quote, server } = await inDoubt(repeatPurchase);
      await client.abandon(operation.id);
      server.reads("stale");
      const again = await client.lease(quote);
      expect(again.kind).toBe(repeatPurchase === "same" ? "committed" : "unknown");
      server.reads("true");
      await client.reconcile();
      expect((await client.operations())[0]).toMatchObject({ state: "committed" });
      expect(server.purchases()).toEqual({ received: 2, charged: 1 });
    });

    it("is bought from once when the reads show what the first request did", async () => {
      const { client, operation, quote, server } = await inDoubt(repeatPurchase);
      await client.abandon(operation.id);
      server.reads("true");
      await expect(client.lease(quote)).rejects.toMatchObject({
        failure: { kind: "number-taken" },
      });
      expect((await client.sweep()).failed.size).toBe(0);
      expect(server.purchases()).toEqual({ received: 1, charged: 1 });
    });
  },
);

it("offers nothing of the kind where nobody knows what a second purchase does", async () => {
  const { client, operation } = await inDoubt("refused", "unknown");
  expect(client.waysOut(operation).map(({ kind }) => kind)).toEqual(["ask-again", "give-up"]);
});
