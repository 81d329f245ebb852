import { createLedger } from "@leaseline/core";
import { describe, expect, it } from "vitest";
import { startPooler } from "../support/pooler.js";
import { portOf, stage, withoutPostgres } from "../support/stage.js";
import { wish } from "../support/wish.js";

describe.skipIf(withoutPostgres)("a pooler in transaction mode", () => {
  it("is noticed when a ledger is opened, and refused with the reason", async () => {
    const place = stage();
    const pooler = await startPooler(portOf(place));
    try {
      const connection = place.options.connection.replace(/:\d+\//, `:${pooler.port}/`);
      const ledger = createLedger(place.open({ connection }));
      await expect(ledger.claim(wish)).rejects.toThrow(/pooler in transaction mode/);
      // The database itself takes it.
      expect((await createLedger(place.open()).claim(wish)).kind).toBe("claimed");
    } finally {
      await place.close();
      await pooler.close();
    }
  });
});
