import { describe, expect, it, onTestFinished, vi } from "vitest";
import { failureOf } from "../../test/support/failure.js";
import { timerByHand } from "../../test/support/timer-by-hand.js";
import { type SendOptions, send } from "./send.js";
import type { Effect } from "./transport.js";

const long = new Uint8Array(1_000_000).fill(32);
const short = new Uint8Array(1000).fill(32);

/** Sends what is answered at once, with so much. */
const sent = (body: Uint8Array, effect: Effect = "read", options: Partial<SendOptions> = {}) =>
  send(
    { effect, method: "GET", url: "http://leaseline.invalid/", headers: {}, body: null },
    {
      transport: () => Promise.resolve({ status: 200, headers: {}, body }),
      timeoutMs: 20_000,
      ...options,
    },
  );

describe("answers that come at once", () => {
  it("are read in a turn of the event loop each where they are long", async () => {
    const turn = turns();
    const read = await Promise.all(
      Array.from({ length: 5 }, async () => {
        await sent(long);
        return turn();
      }),
    );
    expect(new Set(read).size).toBe(5);
  });

  it("do not keep a short one waiting, nor one to a write", async () => {
    const turn = turns();
    const all = Promise.all([sent(long), sent(long), sent(long)]);
    await Promise.all([sent(short), sent(long, "write")]);
    expect(turn()).toBe(0);
    await all;
    expect(turn()).toBeGreaterThan(0);
  });

  it("are not read where nobody waits for them any more", async () => {
    const answers = decoded();
    const stop = new AbortController();
    const first = sent(long);
    const second = failureOf(sent(long, "read", { signal: stop.signal }));
    await first;
    stop.abort();
    expect(await second).toEqual({ kind: "cancelled" });
    await sent(long);
    expect(answers()).toBe(2);
  });

  it("have come in time, however long they wait for their turn", async () => {
    const limit = timerByHand();
    const all = [sent(long), sent(long, "read", { timeoutMs: limit.ms })];
    await all[0];
    limit.end();
    expect((await all[1])?.status).toBe(200);
  });
});

/** @returns how many turns of the event loop there have been since. */
function turns(): () => number {
  let count = 0;
  let next: NodeJS.Immediate;
  const go = () => {
    count += 1;
    next = setImmediate(go);
  };
  next = setImmediate(go);
  onTestFinished(() => clearImmediate(next));
  return () => count;
}

/** @returns how many long answers have been read since: everything else in the process reads with decoders as well. */
function decoded(): () => number {
  const decode = vi.spyOn(TextDecoder.prototype, "decode");
  onTestFinished(() => decode.mockRestore());
  return () => decode.mock.calls.filter(([bytes]) => bytes === long).length;
}
