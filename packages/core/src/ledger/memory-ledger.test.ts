import { describe, expect, it } from "vitest";
import type { E164 } from "../domain/phone-number.js";
import { memoryLedger } from "./memory-ledger.js";

// Branded by their form; nothing here depends on which numbers they are.
const number = "+13055550100" as E164;
const another = "+13055550101" as E164;
const wish = { kind: "lease", account: "a", number } as const;

describe("a ledger in memory", () => {
  it("lets one operation at a time have a number", async () => {
    const ledger = memoryLedger();
    const claims = await Promise.all([
      ledger.claim(wish),
      ledger.claim({ ...wish, kind: "release" }),
    ]);
    expect(claims.map(({ kind }) => kind)).toEqual(["claimed", "held"]);
  });

  it("tells which operation has the number", async () => {
    const ledger = memoryLedger();
    const first = await ledger.claim(wish);
    expect(first.kind === "claimed" && first.operation).toMatchObject({
      ...wish,
      state: "claimed",
    });
    expect(await ledger.claim(wish)).toEqual({
      kind: "held",
      by: first.kind === "claimed" && first.operation,
    });
  });

  it("keeps apart numbers and accounts", async () => {
    const ledger = memoryLedger();
    await ledger.claim(wish);
    expect(await ledger.claim({ ...wish, number: another })).toMatchObject({ kind: "claimed" });
    expect(await ledger.claim({ ...wish, account: "b" })).toMatchObject({ kind: "claimed" });
    expect(await ledger.open()).toHaveLength(3);
  });

  it("frees the number when its operation has ended", async () => {
    const ledger = memoryLedger();
    const claim = await ledger.claim(wish);
    if (claim.kind !== "claimed") throw new Error("not claimed");
    await ledger.record(claim.operation.id, "sent");
    expect(await ledger.claim(wish)).toMatchObject({ kind: "held", by: { state: "sent" } });
    await ledger.record(claim.operation.id, "committed");
    expect(await ledger.claim(wish)).toMatchObject({ kind: "claimed" });
  });

  it("refuses what cannot happen, and stays as it was", async () => {
    const ledger = memoryLedger();
    await ledger.claim(wish);
    const [open] = await ledger.open();
    await expect(ledger.record(open?.id ?? "", "committed")).rejects.toThrow(RangeError);
    await expect(ledger.record("nobody", "sent")).rejects.toThrow(RangeError);
    expect(await ledger.open()).toEqual([open]);
  });
});
