import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LeaseError } from "../errors/lease-error.js";
import type { LeaseFailure } from "../errors/lease-failure.js";
import type { NotSentReason, UnclearReason } from "../errors/reasons.js";
import { failureOf } from "../../test/support/failure.js";
import { parseRetryAfter, retryReads } from "./retry-reads.js";

const unclear = (reason: UnclearReason, retryAfterMs: number | null = null): LeaseFailure => ({
  kind: "no-answer",
  reason,
  status: null,
  detail: null,
  retryAfterMs,
});

describe("reading again", () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
  afterEach(() => vi.useRealTimers());

  /** Fails in the same way each time; when (in ms from the start) it was tried, and with how much time. */
  async function timesOf(
    failure: LeaseFailure,
    { random = () => 0.5, takesMs = 0 }: { random?: () => number; takesMs?: number } = {},
  ) {
    const start = performance.now();
    const tries: { readonly atMs: number; readonly withinMs: number }[] = [];
    const read = async (withinMs: number) => {
      tries.push({ atMs: performance.now() - start, withinMs });
      await new Promise((resolve) => setTimeout(resolve, takesMs));
      throw new LeaseError(failure);
    };
    const told: LeaseFailure[] = [];
    void failureOf(retryReads(read, { random })).then((ended) => told.push(ended));
    // Not until no timer is left: what another file has left may set one after the other.
    while (told.length === 0) await vi.advanceTimersToNextTimerAsync();
    expect(told).toEqual([failure]);
    return tries;
  }

  const at = async (...given: Parameters<typeof timesOf>) =>
    (await timesOf(...given)).map(({ atMs }) => atMs);

  it("waits a random part of a time that doubles", async () => {
    expect(await at(unclear("server-error"))).toEqual([0, 250, 750]);
    expect(await at(unclear("server-error"), { random: () => 0 })).toEqual([0, 0, 0]);
  });

  it("waits as long as the provider asked for", async () => {
    expect(await at(unclear("rate-limited", 7000))).toEqual([0, 7000, 14_000]);
  });

  it("ends where it is cancelled in the moment in which a try has failed", async () => {
    const stop = new AbortController();
    const read = async () => {
      stop.abort();
      throw new LeaseError(unclear("server-error"));
    };
    expect(await failureOf(retryReads(read, { signal: stop.signal }))).toEqual({
      kind: "cancelled",
    });
  });

  it("does not go on beyond 60 seconds in all", async () => {
    expect(await at(unclear("rate-limited", 40_000))).toEqual([0, 40_000]);
    expect(await at(unclear("rate-limited", 60_000))).toEqual([0]);
  });

  it("gives the later tries only what is left of the 60 seconds", async () => {
    const tries = await timesOf(unclear("timed-out", 0), { takesMs: 25_000 });
    expect(tries.map(({ withinMs }) => withinMs)).toEqual([Infinity, 35_000, 10_000]);
  });

  it.each(["connection-lost", "server-error", "rate-limited", "timed-out"] as const)(
    "may help after %s",
    async (reason) => {
      expect(await at(unclear(reason, 0))).toHaveLength(3);
    },
  );

  it.each([
    "redirected",
    "not-json",
    "unexpected-form",
    "other-number",
    "conflict",
    "too-large",
  ] as const)("cannot help after %s", async (reason) => {
    expect(await at(unclear(reason, 0))).toHaveLength(1);
  });

  it.each(["tls", "cancelled", "proxy"] as const satisfies readonly NotSentReason[])(
    "cannot help when it was not sent for %s",
    async (reason) => {
      expect(await at({ kind: "not-sent", reason })).toHaveLength(1);
    },
  );

  it("may help when the connection was refused", async () => {
    expect(await at({ kind: "not-sent", reason: "refused" })).toHaveLength(3);
  });

  it("cannot help after a clear answer", async () => {
    expect(await at({ kind: "unauthorized" })).toHaveLength(1);
  });

  it("leaves a defect as it is", async () => {
    const read = vi.fn(() => Promise.reject(new TypeError("defect")));
    await expect(retryReads(read, {})).rejects.toThrow(TypeError);
    expect(read).toHaveBeenCalledTimes(1);
  });

  it("leaves no timer and no listener behind when it is cancelled", async () => {
    const controller = new AbortController();
    const ended = failureOf(
      retryReads(() => Promise.reject(new LeaseError(unclear("server-error", 50_000))), {
        signal: controller.signal,
      }),
    );
    await vi.advanceTimersByTimeAsync(10);
    controller.abort();
    expect(await ended).toEqual({ kind: "cancelled" });
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("a Retry-After header", () => {
  const date = "Wed, 21 Oct 2026 07:28:00 GMT";

  it.each([
    ["seconds", "7", 7000],
    ["no time at all", "0", 0],
    ["a minute", "60", 60_000],
    ["a date, against the answer's own", "Wed, 21 Oct 2026 07:28:30 GMT", 30_000],
    ["the answer's own date", date, 0],
  ])("is honoured when it is %s", (_name, text, ms) => {
    expect(parseRetryAfter({ "retry-after": text, date })).toBe(ms);
  });

  it.each([
    ["absent", undefined],
    ["empty", " "],
    ["more than a minute", "61"],
    ["absurd", "99999999999"],
    ["negative", "-5"],
    ["a fraction", "1.5"],
    ["a text", "soon"],
    ["two values", "5, 5"],
    ["a date that has passed", "Wed, 21 Oct 2026 07:27:59 GMT"],
    ["a date in a year", "Thu, 21 Oct 2027 07:28:00 GMT"],
    ["no date", "Wed, 99 Foo 2026"],
  ])("is ignored when it is %s", (_name, text) => {
    expect(
      parseRetryAfter({ date, ...(text !== undefined && { "retry-after": text }) }),
    ).toBeNull();
  });

  it("is ignored when it is a date and the answer has none", () => {
    expect(parseRetryAfter({ "retry-after": date })).toBeNull();
  });
});
