import { type LedgerNotice, memoryLedger } from "@leaseline/core";
import { describe, expect, it } from "vitest";
import { ledgerNotices } from "./ledger-notices.js";

function editor(notices: readonly LedgerNotice[]) {
  const kept = new Map<string, unknown>();
  const told: string[] = [];
  const ledger = { ...memoryLedger(), notices: () => Promise.resolve(notices) };
  const start = () =>
    ledgerNotices(
      () => [ledger],
      {
        get: (key: string) => kept.get(key),
        update: async (key, value) => void kept.set(key, value),
      },
      { prompts: { tell: ({ text }) => void told.push(text) }, showView: () => {} },
    );
  return { start, told };
}

describe("a damaged ledger", () => {
  const damaged: LedgerNotice = { kind: "damaged", keptAt: "/kept.damaged-1", blocked: 2 };

  it("is told of once, also over restarts", async () => {
    const { start, told } = editor([damaged]);
    const tell = start();
    await Promise.all([tell(), tell()]);
    await tell();
    await start()();
    expect(told).toEqual([
      "The ledger was damaged. The file was kept at /kept.damaged-1, and a new one begun. 2 numbers are blocked until it is known what became of the lease or release that was in doubt. Its own limits may be stricter than they were, or gone: “leaseline caps” shows them, and sets them again.",
    ]);
  });

  it("is not told of where there is none", async () => {
    const { start, told } = editor([]);
    await start()();
    expect(told).toEqual([]);
  });
});
