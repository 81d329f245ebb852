import { specialNumbers } from "@leaseline/sandbox";
import { expect } from "vitest";
import { toMoney } from "../../../src/domain/money.js";
import { memoryLedger } from "../../../src/ledger/memory-ledger.js";
import { everywhere, fault, ofAll } from "./observe.js";
import { listsOf, received } from "./received.js";
import { type ProviderName, stage, stageOn } from "./stage.js";

fault("79 prices left out: what was agreed to stays reserved", () =>
  everywhere(async (options) => {
    const limit = toMoney("9.00", "USD");
    if (!limit) throw new Error("9.00 is an amount");
    const caps = [{ kind: "monthly", limit }] as const;
    const ledger = memoryLedger();
    const first = await stage({
      ...options,
      ledger,
      caps,
      number: specialNumbers[options.at].priceLeftOut,
    });
    first.sandbox.control.setPrice(first.number, { setup: "1.00", recurring: "2.00" });
    const leased = await first.lease();
    await first.client.sweep();
    const [running] = (await ledger.spending()).running;
    expect(running).toEqual(leased.operation?.price?.recurring);
    const second = stageOn(first.sandbox, { ...options, ledger, caps });
    first.sandbox.control.setPrice(second.number, { recurring: "8.99" });
    const refused = await second.lease();
    expect(refused.thrown).toMatchObject({ kind: "over-cap", cap: "monthly" });
    return `${leased.observed}, then ${refused.observed}`;
  }),
);

fault("86 limit in a new ledger: nothing is leased before lists are read", () =>
  everywhere(async (options) => {
    const limit = toMoney("5.00", "USD");
    if (!limit) throw new Error("5.00 is an amount");
    const on = await stage({ ...options, caps: [{ kind: "monthly", limit }] });
    on.sandbox.control.leaseMany({ provider: options.at, count: 40 });
    on.sandbox.control.fault(listsOf[options.at], { status: 400, body: "", times: "always" });
    const unread = await on.lease();
    expect(unread.thrown).toMatchObject({ kind: "unlisted" });
    on.sandbox.control.clearFaults();
    const over = await on.lease();
    expect(over.thrown).toMatchObject({ kind: "over-cap", cap: "monthly" });
    expect(received(on, options.at)).toBe(0);
    return `${unread.observed}, then ${over.observed}`;
  }),
);

fault("96 list of which not all can be read, under a limit: nothing is leased", () =>
  everywhere((options) =>
    ofAll(illegible[options.at], async (body) => {
      const limit = toMoney("50.00", "USD");
      if (!limit) throw new Error("50.00 is an amount");
      const on = await stage({ ...options, caps: [{ kind: "monthly", limit }] });
      const answer = { status: 200, body, times: "always" } as const;
      on.sandbox.control.fault(listsOf[options.at], answer);
      const { observed, thrown } = await on.lease();
      expect(thrown).toMatchObject({ kind: "unlisted", failure: { reason: "unexpected-form" } });
      expect(received(on, options.at)).toBe(0);
      return observed;
    }),
  ),
);

const illegible: Readonly<Record<ProviderName, readonly object[]>> = {
  contiguity: [
    { data: { leased: 1, numbers: [{ id: "72345" }] } },
    { data: { leased: 1, numbers: [] } },
    { data: { leased: 0, numbers: [], has_more: true } },
  ],
  sinch: [{ activeNumbers: [{ phoneNumber: "72345" }], nextPageToken: "" }],
};
