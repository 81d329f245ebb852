import { join } from "node:path";
import { expect, onTestFinished, vi } from "vitest";
import { nodeTransport } from "../../../src/node/node-transport.js";
import { temporaryFolder } from "../../support/ledger-harness.js";
import { after, ledgerAt, quoteFor } from "./ledger-stage.js";
import { cases, everywhere, fault, ofAll } from "./observe.js";
import { classOf, stage, stageOn, writes } from "./stage.js";

const transport = nodeTransport();

fault("60 crash before sending: nothing was sent, and it can be begun again", async () => {
  const first = await stage({ transport });
  const ledger = ledgerAt(await after("claimed", first));
  const on = stageOn(first.sandbox, { transport, ledger });
  const [ended] = await on.client.reconcile();
  expect(ended).toMatchObject({ failure: { kind: "not-sent", reason: "interrupted" } });
  expect(writes(on)).toBe(0);
  const { observed } = await on.lease();
  expect(writes(on)).toBe(1);
  return `${ended?.state === "not-sent" ? "N" : ended?.state}, then ${observed}`;
});

fault("61 crash after sending: unknown, then settled by reads", () => {
  const observe = (acted: boolean) => async () => {
    const first = await stage({ transport });
    if (acted) await first.held();
    const ledger = ledgerAt(await after("sent", first));
    const on = stageOn(first.sandbox, { transport, ledger });
    // Whoever wants the number meanwhile is told of it, as far as one look shows, and sends nothing.
    const kind = acted ? "committed" : "unknown";
    expect(await on.client.lease(await quoteFor(on))).toMatchObject({ kind });
    await on.client.reconcile();
    expect(writes(on)).toBe(acted ? 1 : 0);
    const [operation] = await ledger.operations();
    const history = await ledger.history(operation?.id ?? "");
    return classOf(history.map(({ event }) => event));
  };
  return cases(["acted", observe(true)], ["not", observe(false)]);
});

fault("64 two windows, one number: joined", () =>
  everywhere(async (options) => {
    const path = join(temporaryFolder(), "ledger.sqlite");
    const one = await stage({ ...options, ledger: ledgerAt(path) });
    const two = stageOn(one.sandbox, { ...options, ledger: ledgerAt(path) });
    const quotes = await Promise.all(
      [one, two].map(({ client, number }) => client.quote("a", number)),
    );
    one.sandbox.control.latency(150);
    const settled = await Promise.all(
      [one, two].map(({ client }, window) => {
        const quoted = quotes[window];
        if (!quoted) throw new Error("there are two quotes");
        return client.lease(quoted);
      }),
    );
    expect(settled).toMatchObject([{ kind: "committed" }, { kind: "committed" }]);
    expect(settled[0]?.operation.id).toBe(settled[1]?.operation.id);
    expect(writes(one)).toBe(1);
    return "C";
  }),
);

fault("65 cancelled after sending: goes on", () =>
  everywhere(async (options) => {
    const on = await stage(options);
    const { control } = on.sandbox;
    const stop = new AbortController();
    control.hold(options.at === "sinch" ? "sinch.rent" : "contiguity.lease");
    const quote = await on.client.quote("a", on.number);
    const { observed, settled } = await on.seen(async () => {
      const leasing = on.client.lease(quote, { signal: stop.signal });
      await expect.poll(() => writes(on)).toBe(1);
      stop.abort();
      // The answer is let go only afterwards: whoever waited for it would wait for ever.
      const told = await leasing;
      control.letGo();
      return told;
    });
    expect(settled).toMatchObject({ kind: "unknown", failure: { reason: "not-awaited" } });
    expect(writes(on)).toBe(1);
    return observed;
  }),
);

fault("66 clock a year ahead or behind: no change", async () => {
  onTestFinished(() => void vi.useRealTimers());
  vi.useFakeTimers({ toFake: ["Date"] });
  const now = Date.now();
  const yearMs = 366 * 86_400_000;
  const observed: string[] = [];
  for (const jumpMs of [yearMs, -yearMs])
    observed.push(
      await everywhere(async (options) => {
        vi.setSystemTime(now);
        const on = await stage({
          ...options,
          ledger: ledgerAt(join(temporaryFolder(), "l.sqlite")),
        });
        const quoted = await on.client.quote("a", on.number);
        vi.setSystemTime(now + jumpMs);
        on.client.onChange(
          ({ state }) => void (state === "sent" && vi.setSystemTime(now - jumpMs)),
        );
        const seen = await on.seen(() => on.client.lease(quoted));
        expect(writes(on)).toBe(1);
        return seen.observed;
      }),
    );
  return ofAll(observed, async (one) => one);
});

fault("67 leased or released elsewhere: shown", () =>
  everywhere(async (options) => {
    const on = await stage(options);
    const { control } = on.sandbox;
    const [before = ""] = control.leaseMany({ provider: options.at, count: 1 });
    await on.client.sweep();
    const [appeared = ""] = control.leaseMany({ provider: options.at, count: 1 });
    expect(await on.client.sweep()).toMatchObject({ elsewhere: [{ number: appeared }] });
    control.takeAway(before);
    await on.client.sweep();
    const [list] = await on.ledger.lists();
    expect(list?.leases).toMatchObject([{ lease: { number: appeared }, origin: "elsewhere" }]);
    return "L";
  }),
);
