import { specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it } from "vitest";
import { clientStage, providers } from "../../test/support/client-stage.js";
import { e164 } from "../../test/support/e164.js";
import { failureOf } from "../../test/support/failure.js";
import { sharedSandbox } from "../../test/support/shared-sandbox.js";
import { toMoney } from "../domain/money.js";
import { memoryLedger } from "../ledger/memory-ledger.js";
import { ownCopy } from "./own-copy.js";

const { control, client, writes } = clientStage(await sharedSandbox());

describe.each(providers)("what is given at $account, and is made another meanwhile", (setting) => {
  const { account, numbers } = setting;
  const other = {
    contiguity: e164(specialNumbers.contiguity.bareData),
    sinch: e164(specialNumbers.sinch.smsOnly),
  }[account];
  const held = async (leases: ReturnType<typeof client>, number = numbers.plain) => {
    const settled = await leases.lease(await leases.quote(account, number));
    if (settled.kind !== "committed") throw new Error(`it is ${settled.kind}`);
    return settled.lease;
  };

  it("is released as it was when that was agreed to", async () => {
    const leases = client();
    const agreed = { ...(await held(leases)) };
    const kept = await held(leases, other);
    const releasing = leases.release(agreed, { confirm: numbers.plain.slice(-4) });
    Object.assign(agreed, kept);
    expect(await releasing).toMatchObject({ kind: "committed", lease: { number: numbers.plain } });
    expect(await leases.get(account, kept.number)).toMatchObject({
      kind: "owned",
      lease: { endsAt: null },
    });
  });

  it("is counted as it was when that was agreed to", async () => {
    const ledger = memoryLedger();
    const leases = client({ ledger });
    const quote = structuredClone(await leases.quote(account, numbers.plain));
    const agreed = structuredClone(quote.price);
    const leasing = leases.lease(quote);
    const free = { amount: "0.00", currency: "USD" };
    Object.assign(quote.price ?? {}, { setup: free, recurring: free });
    await leasing;
    expect(await ledger.operations()).toMatchObject([{ price: agreed }]);
  });

  it("is limited as it was when the client was made", async () => {
    const limit = toMoney("0.01", "USD");
    const caps = limit ? [{ kind: "per-lease" as const, limit }] : [];
    const leases = client({ caps });
    caps.length = 0;
    const leasing = leases.lease(await leases.quote(account, numbers.plain));
    expect(await failureOf(leasing)).toMatchObject({ kind: "over-cap" });
    expect(writes()).toBe(0);
  });

  it("is recorded as the provider told it, whatever is made of what is shown", async () => {
    const ledger = memoryLedger();
    const leases = client({ ledger });
    const { number } = await held(leases);
    const shown = client({ ledger });
    for await (const event of shown.list())
      if (event.kind === "items")
        for (const lease of event.items) Object.assign(lease, { number: `☎ ${lease.number}` });
    const lists = (await ledger.lists()).flatMap((list) => list.leases);
    expect(lists.map(({ lease }) => lease.number)).toEqual([number]);
    expect(control.owned(account)).toEqual([number]);
  });
});

it("copies what leads back to itself, and leaves what is more than data", () => {
  const { signal } = new AbortController();
  const given = { signal, list: [{ a: 1 }], itself: null as unknown };
  given.itself = given;
  const copy = ownCopy(given);
  expect(copy).not.toBe(given);
  expect(copy.itself).toBe(copy);
  expect(copy.signal).toBe(signal);
  expect(copy.list).toEqual([{ a: 1 }]);
  expect(copy.list[0]).not.toBe(given.list[0]);
});
