import { specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it } from "vitest";
import { accountsAt, cases } from "../../test/support/client-stage.js";
import { failureOf } from "../../test/support/failure.js";
import { sharedSandbox } from "../../test/support/shared-sandbox.js";
import { later } from "../../test/support/timing.js";
import type { Lease } from "../domain/lease.js";
import type { Ledger } from "../ledger/ledger.js";
import { memoryLedger } from "../ledger/memory-ledger.js";
import { createLeaseClient } from "./create-lease-client.js";
import type { LeaseClient } from "./lease-client.js";
import { e164 } from "../../test/support/e164.js";

const sandbox = await sharedSandbox();
const { control } = sandbox;
const clientOn = (ledger: Ledger) =>
  createLeaseClient({
    accounts: accountsAt(sandbox),
    ledger,
    timing: later,
  });

describe.each(cases)(
  "a number at $account, with a ledger $name,",
  ({ account, numbers, releaseRequest, start }) => {
    const number = numbers.plain;
    const confirm = number.slice(-4);
    const received = () => control.writes()[releaseRequest].received;
    const leased = async (client: LeaseClient): Promise<Lease> => {
      const result = await client.lease(await client.quote(account, number));
      if (result.kind !== "committed") throw new Error(`it is ${result.kind}`);
      return result.lease;
    };

    it("has the label that it was given, in every window and in what is known of it", async () => {
      const open = start();
      const [one, other] = [clientOn(open()), clientOn(open())];
      const lease = await leased(one);
      expect(await one.update(lease, { label: "  Support line " })).toMatchObject({
        label: "Support line",
      });
      expect((await listed(other)).map(({ label }) => label)).toEqual(["Support line"]);
      const known = (await open().lists()).flatMap(({ leases }) => leases);
      expect(known.map((found) => found.lease.label)).toEqual(["Support line"]);
      await other.update(lease, { label: null });
      expect((await listed(one)).map(({ label }) => label)).toEqual([null]);
    });

    it("is not released while it is protected, by any window, and not a request is sent", async () => {
      const open = start();
      const [one, other] = [clientOn(open()), clientOn(open())];
      const lease = await leased(one);
      expect(await one.update(lease, { isProtected: true })).toMatchObject({ isProtected: true });
      const asked = control.requests().length;
      for (const client of [one, other])
        expect(await failureOf(client.release(lease, { confirm }))).toEqual({ kind: "protected" });
      expect(control.requests().length).toBe(asked);
      expect(await other.notes()).toMatchObject([{ number, isProtected: true }]);
      await other.update(lease, { isProtected: false });
      expect(await one.release(lease, { confirm })).toMatchObject({ kind: "committed" });
      expect(received()).toBe(1);
      expect(await one.notes()).toEqual([]);
    });

    // A row in a list would be one without a name; and who has said nothing has not said that the label is to go.
    it.each(["", " ", "\u200b", "\u2060 \u200d", "a\nb", "a\u2028b", "\ud83d", "x".repeat(101)])(
      "takes no label that is none, and keeps the one that it has: %j",
      async (label) => {
        const client = clientOn(start()());
        const lease = await leased(client);
        await client.update(lease, { label: "Desk" });
        const failure = await failureOf(client.update(lease, { label }));
        expect(failure).toMatchObject({ kind: "bad-input", field: "label" });
        expect((await listed(client)).map((one) => one.label)).toEqual(["Desk"]);
      },
    );
  },
);

describe("a label that the provider keeps", () => {
  const client = () => clientOn(memoryLedger());

  it("is asked for once, and spends nothing whatever the answer", async () => {
    const number = e164(control.leaseMany({ provider: "sinch", count: 1 })[0] ?? "");
    const held = { account: "sinch", number };
    control.fault("sinch.update", { reset: "after" });
    const failure = await failureOf(client().update(held, { label: "Desk" }));
    expect(failure).toMatchObject({ kind: "no-answer", reason: "connection-lost" });
    expect(control.requests("sinch.update")).toHaveLength(1);
    expect((await listed(client())).find((one) => one.number === number)?.label).toBe("Desk");
  });

  it("belongs to no number that is not held", async () => {
    const number = e164(specialNumbers.sinch.plain);
    expect(
      await failureOf(client().update({ account: "sinch", number }, { label: "Desk" })),
    ).toEqual({
      kind: "not-leased",
    });
  });
});

async function listed(client: LeaseClient): Promise<readonly Lease[]> {
  const found: Lease[] = [];
  for await (const event of client.list()) if (event.kind === "items") found.push(...event.items);
  return found;
}
