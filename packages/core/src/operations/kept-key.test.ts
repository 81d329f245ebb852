import { describe, expect, it } from "vitest";
import type { Ledger } from "../ledger/ledger.js";
import { clientStage, providers } from "../../test/support/client-stage.js";
import { e164 } from "../../test/support/e164.js";
import { failureOf } from "../../test/support/failure.js";
import { ledgerKinds } from "../../test/support/ledger-harness.js";
import { sharedSandbox } from "../../test/support/shared-sandbox.js";

const sandbox = await sharedSandbox();
const { client, control, writes } = clientStage(sandbox);
const cases = ledgerKinds.flatMap((ledger) => providers.map((one) => ({ ...one, ...ledger })));

describe.each(cases)(
  "a caller's key that is answered by another request's operation at $account, with a ledger $name,",
  ({ account, numbers, leaseRequest, start }) => {
    const number = e164(numbers.plain);
    const other = e164(numbers.dearerThanListed);
    const key = "job 7";

    it("leads to it from then on, and to no other number", async () => {
      const open = start();
      const first = client({ ledger: open() });
      const quote = await first.quote(account, number);
      const begun = await first.lease(quote);
      const second = client({ ledger: open() });
      const told = { kind: "committed", already: true, operation: { id: begun.operation.id } };
      expect(await second.lease(quote, { key })).toMatchObject(told);
      const third = client({ ledger: open() });
      const another = await third.quote(account, other);
      const refused = { kind: "bad-input", field: "key" };
      expect(await failureOf(third.lease(another, { key }))).toMatchObject(refused);
      if (begun.kind !== "committed") throw new Error(begun.kind);
      await third.release(begun.lease, { confirm: number.slice(-4) });
      // The same job once more is not another lease, whatever has become of the first.
      expect(await third.lease(quote, { key })).toMatchObject(told);
      expect(control.writes()[leaseRequest].received).toBe(1);
    });

    it("does so also where that was on its way", async () => {
      const open = start();
      const first = client({ ledger: open() });
      const quote = await first.quote(account, number);
      control.hold(leaseRequest);
      const begun = first.lease(quote);
      await expect.poll(writes).toBe(1);
      const second = client({ ledger: open() });
      const joined = second.lease(quote, { key });
      const refused = { kind: "bad-input", field: "key" };
      const wanted = { kind: "lease", account, number: other, key } as const;
      await expect
        .poll(() => failureOf(second.standing(wanted)).catch(() => null))
        .toMatchObject(refused);
      control.letGo();
      expect(await joined).toMatchObject({ kind: "committed" });
      expect(await begun).toMatchObject({ kind: "committed" });
      expect(writes()).toBe(1);
    });

    it.each(["is done", "is on its way"])(
      "gives way to another request that got it meanwhile, where its own %s",
      async (how) => {
        const open = start();
        const first = client({ ledger: open() });
        const quote = await first.quote(account, number);
        const quoteOfOther = await first.quote(account, other);
        control.hold(leaseRequest);
        const begun = first.lease(quote);
        await expect.poll(writes).toBe(1);
        if (how === "is done") {
          control.letGo();
          await begun;
        }
        const rival = client({ ledger: open() });
        const ledger = open();
        const rivals: Promise<unknown>[] = [];
        const overtaken: Ledger = {
          ...ledger,
          keepKey: async (...given) => {
            rivals.push(rival.lease(quoteOfOther, { key }));
            await expect.poll(writes).toBe(2);
            return ledger.keepKey(...given);
          },
        };
        const refused = { kind: "bad-input", field: "key" };
        expect(await failureOf(client({ ledger: overtaken }).lease(quote, { key }))).toMatchObject(
          refused,
        );
        control.letGo();
        expect(await Promise.all([begun, ...rivals])).toMatchObject([
          { kind: "committed", operation: { number } },
          { kind: "committed", operation: { number: other } },
        ]);
        expect(writes()).toBe(2);
      },
    );

    it.each(["under way", "done"])(
      "is not looked for without an end in a ledger that contradicts itself of what is %s",
      async (how) => {
        const ledger = start()();
        const first = client({ ledger });
        const quote = await first.quote(account, number);
        control.hold(leaseRequest);
        const begun = first.lease(quote);
        await expect.poll(writes).toBe(1);
        if (how === "done") {
          control.letGo();
          await begun;
        }
        // Another request has the key, and nothing of that request is known.
        const torn = client({ ledger: { ...ledger, keepKey: () => Promise.resolve(false) } });
        expect(await failureOf(torn.lease(quote, { key }))).toMatchObject({ kind: "defect" });
        expect(
          await failureOf(torn.standing({ kind: "lease", account, number, key })),
        ).toMatchObject({ kind: "defect" });
        control.letGo();
        await begun;
        expect(writes()).toBe(1);
      },
    );
  },
);
