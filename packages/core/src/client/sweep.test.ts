import { specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it } from "vitest";
import { e164 } from "../../test/support/e164.js";
import { exampleLease } from "../../test/support/example-lease.js";
import { quickClock } from "../../test/support/quick-clock.js";
import { sharedSandbox } from "../../test/support/shared-sandbox.js";
import { page, transport } from "../../test/support/client-stage.js";
import { start } from "../../test/support/unclear-stage.js";
import { createLeaseClient } from "./create-lease-client.js";
import type { Lease } from "../domain/lease.js";
import type { Ledger } from "../ledger/ledger.js";
import type { ProviderAccount } from "../providers/provider-account.js";
import { contiguityProvider } from "../providers/contiguity/provider.js";

const sandbox = await sharedSandbox();
const { control } = sandbox;

describe("a sweep", () => {
  const number = e164(specialNumbers.contiguity.plain);
  const account = () =>
    contiguityProvider({ ...sandbox.contiguity, account: "contiguity", transport });
  const window = (ledger: Ledger) =>
    createLeaseClient({ accounts: [account()], ledger, clock: quickClock() });

  it("finds what was leased elsewhere since the account was first read", async () => {
    const client = window(start()());
    control.leaseMany({ provider: "contiguity", count: 2 });
    expect((await client.sweep()).elsewhere).toEqual([]);
    const other = window(start()());
    await other.lease(await other.quote("contiguity", number));
    expect((await client.sweep()).elsewhere).toMatchObject([{ number }]);
    expect((await other.sweep()).elsewhere).toEqual([]);
  });

  it("makes a lease of what was taken for absent, and is there", async () => {
    const ledger = start()();
    const client = window(ledger);
    control.fault("contiguity.lease", { reset: "before" });
    const { operation } = await client.lease(await client.quote("contiguity", number));
    await client.reconcile();
    expect(await ledger.find(operation.id)).toMatchObject({ state: "absent" });
    // The request that was taken for lost arrives after all.
    const { baseUrl, apiKey } = sandbox.contiguity;
    await fetch(`${baseUrl}/numbers/lease/${encodeURIComponent(number)}`, {
      method: "POST",
      headers: { authorization: `Token ${apiKey}`, "content-type": "application/json" },
      body: "{}",
    });
    const { revised, elsewhere } = await client.sweep();
    expect(revised).toMatchObject([{ id: operation.id, state: "committed", lease: { number } }]);
    expect(elsewhere).toEqual([]);
    expect((await client.spending()).running).toMatchObject([{ currency: "USD" }]);
  });

  it("tells of each number once, however often its account does, and of one that was given back beside", async () => {
    const [first, second] = [number, e164(specialNumbers.contiguity.priceRises)];
    const lease = (one: typeof number, state: Lease["state"]) =>
      exampleLease({ account: "contiguity", number: one, state });
    const pages = [
      [lease(first, "released"), lease(first, "active"), lease(second, "pending")],
      [lease(second, "active"), lease(first, "active"), lease(first, "released")],
    ];
    const list: ProviderAccount["list"] = async function* () {
      for (const leases of pages) yield { leases, unread: [] };
    };
    const ledger = start()();
    const client = createLeaseClient({ accounts: [{ ...account(), list }], ledger });
    const told: string[] = [];
    for await (const event of client.list())
      if (event.kind === "items")
        told.push(...event.items.map((one) => `${one.number} ${one.state}`));
    expect(told).toEqual([`${first} released`, `${first} active`, `${second} pending`]);
    const [known] = await ledger.lists();
    expect(known?.leases.map(({ lease: { number: one } }) => one)).toContain(second);
  });

  it("says which account it could not read, and concludes nothing about it", async () => {
    const ledger = start()();
    const client = window(ledger);
    control.leaseMany({ provider: "contiguity", count: 2 });
    await client.sweep();
    control.fault("contiguity.leased", { ...page, times: "always" });
    const { failed } = await client.sweep();
    expect([...failed.keys()]).toEqual(["contiguity"]);
    const [list] = await ledger.lists();
    expect(list?.leases).toHaveLength(2);
  });

  it("does not believe an old list over what has happened since", async () => {
    const ledger = start()();
    let [read, go] = [() => {}, () => {}];
    const isRead = new Promise<void>((resolve) => (read = resolve));
    const isLeased = new Promise<void>((resolve) => (go = resolve));
    const slowly: ProviderAccount["list"] = async function* (options) {
      for await (const one of account().list(options)) {
        read();
        await isLeased;
        yield one;
      }
    };
    const client = createLeaseClient({ accounts: [{ ...account(), list: slowly }], ledger });
    const sweep = client.sweep();
    await isRead;
    await client.lease(await client.quote("contiguity", number));
    go();
    await sweep;
    const [list] = await ledger.lists();
    expect(list?.leases).toMatchObject([{ origin: "here", lease: { number } }]);
  });
});

it("tells of each step that this client takes, whatever its listeners do", async () => {
  const account = contiguityProvider({ ...sandbox.contiguity, account: "contiguity", transport });
  const client = createLeaseClient({ accounts: [account], ledger: start()() });
  const told: string[] = [];
  const stop = client.onChange(({ state }) => told.push(state));
  client.onChange(() => {
    throw new Error("a listener that fails");
  });
  const number = e164(specialNumbers.contiguity.plain);
  const settled = await client.lease(await client.quote("contiguity", number));
  expect(settled.kind).toBe("committed");
  stop();
  await client.release(exampleLease({ account: "contiguity", number }), {
    confirm: number.slice(-4),
  });
  expect(told).toEqual(["claimed", "sent", "committed"]);
});
