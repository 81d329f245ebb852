import { specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it } from "vitest";
import { createLeaseClient } from "../client/create-lease-client.js";
import type { AccountIdentity } from "../domain/account.js";
import type { Ledger } from "../ledger/ledger.js";
import { nodeTransport } from "../node/node-transport.js";
import { contiguityProvider } from "../providers/contiguity/provider.js";
import { failureOf } from "../../test/support/failure.js";
import { ledgerKinds } from "../../test/support/ledger-harness.js";
import { sharedSandbox } from "../../test/support/shared-sandbox.js";
import { later } from "../../test/support/timing.js";
import { e164 } from "../../test/support/e164.js";

const sandbox = await sharedSandbox();
const { control } = sandbox;
const number = e164(specialNumbers.contiguity.plain);
const account = "main";
const request = { kind: "lease", account, number } as const;
const now = () =>
  contiguityProvider({ ...sandbox.contiguity, account, transport: nodeTransport() });
/** The same account with the key that it had before, which is all that tells it. */
const before = () => {
  const provider = now();
  const identity = provider.identity.replace(/key:.*$/, "key:former") as AccountIdentity;
  return { ...provider, identity };
};
const window = (ledger: Ledger, provider = now()) =>
  createLeaseClient({ accounts: [provider], ledger, timing: later });
const leasedBefore = async (ledger: Ledger, key?: string) => {
  const client = window(ledger, before());
  const result = await client.lease(await client.quote(account, number), { key });
  await client.close();
  return result.operation.id;
};

describe.each(ledgerKinds)("after a key was replaced, with a ledger $name", ({ start }) => {
  it("the same request has the same answer, before any list was read", async () => {
    const open = start();
    const id = await leasedBefore(open());
    const again = await window(open()).standing(request);
    expect(again).toMatchObject({ kind: "committed", already: true, operation: { id } });
    expect(control.writes()["contiguity.lease"].received).toBe(1);
  });

  it("so has a request of the caller's own name", async () => {
    const open = start();
    const id = await leasedBefore(open(), "job 7");
    const again = await window(open()).standing({ ...request, key: "job 7" });
    expect(again).toMatchObject({ kind: "committed", already: true, operation: { id } });
  });

  it("a number that was leased before is released, and is in no list any more", async () => {
    const open = start();
    await leasedBefore(open());
    const ledger = open();
    const client = window(ledger);
    const ownership = await client.get(account, number);
    if (ownership.kind !== "owned") throw new Error("it is not held");
    const { lease } = ownership;
    const released = await client.release(lease, { confirm: number.slice(-4) });
    expect(released.kind).toBe("committed");
    expect((await ledger.lists()).flatMap(({ leases }) => leases)).toEqual([]);
    expect((await ledger.spending()).running).toEqual([]);
  });

  it("nobody is told that nothing was spent while its list cannot be read", async () => {
    const open = start();
    await leasedBefore(open());
    control.fault("contiguity.leased", { html: true, times: "always" });
    const failure = await failureOf(window(open()).standing(request));
    expect(failure).toMatchObject({ kind: "unlisted", because: "key-replaced", account });
    control.clearFaults();
  });

  it("who waits with the former key for a request that has become the new one's is let go", async () => {
    const open = start();
    const [ledger, other] = [open(), open()];
    const [sender, waiter] = [window(ledger, before()), window(other, before())];
    const quote = await sender.quote(account, number);
    control.hold("contiguity.lease");
    const sent = sender.lease(quote);
    await expect.poll(() => control.writes()["contiguity.lease"].received).toBe(1);
    const joined = waiter.lease(quote);
    const [own] = sender.accounts;
    if (!own) throw new Error("there is no account");
    await ledger.succeed(
      { identity: own.identity, account },
      { identity: now().identity, account },
    );
    expect(await joined).toMatchObject({ kind: "unknown", failure: { reason: "not-awaited" } });
    control.letGo();
    expect((await sent).kind).toBe("committed");
    expect(control.writes()["contiguity.lease"].received).toBe(1);
  });

  it("another account of the provider leases what the former one gave back", async () => {
    const open = start();
    await leasedBefore(open());
    control.reset();
    const client = window(open());
    const leased = await client.lease(await client.quote(account, number));
    expect(leased).toMatchObject({ kind: "committed", already: false });
  });
});
