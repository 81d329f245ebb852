import { memoryLedger } from "@leaseline/core";
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
