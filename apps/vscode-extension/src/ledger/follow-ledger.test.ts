import { getEventListeners } from "node:events";
import { LeaseError, memoryLedger } from "@leaseline/core";
import { expect, it, onTestFinished, vi } from "vitest";
import { followLedger } from "./follow-ledger.js";

it("tells of what is written while it asks where the ledger stands: it may have been read before", async () => {
  const ledger = memoryLedger();
  let isWritten = () => {};
  const written = new Promise<void>((resolve) => (isWritten = resolve));
  const position = async () => {
    await written;
    return ledger.position();
  };
  const closing = new AbortController();
  onTestFinished(() => closing.abort());
  const changed = vi.fn<() => void>();
  const told = { changed, cameBack: () => {}, onError: () => {} };
  void followLedger({ ...ledger, position }, closing.signal, told);
  await ledger.setCaps([]);
  isWritten();
  await expect.poll(() => changed.mock.calls.length).toBe(1);
});

it("leaves no listener behind for each time that the ledger was asked for while it was away", async () => {
  vi.useFakeTimers();
  const closing = new AbortController();
  onTestFinished(() => {
    closing.abort();
    vi.useRealTimers();
  });
  const position = vi.fn(async () => {
    throw new LeaseError({ kind: "ledger-unavailable", reason: "unreachable" });
  });
  const told = { changed: () => {}, cameBack: () => {}, onError: () => {} };
  void followLedger({ ...memoryLedger(), position }, closing.signal, told);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(position.mock.calls.length).toBeGreaterThan(10);
  expect(getEventListeners(closing.signal, "abort").length).toBeLessThan(2);
});
