import { createLedger } from "@leaseline/core";
import { describe, expect, it } from "vitest";
import { stage, withoutPostgres } from "../support/stage.js";
import { request } from "../support/request.js";

describe.skipIf(withoutPostgres)("a database that keeps text", () => {
  it.each([
    ["LATIN1", "not every label"],
    ["UTF8", "all of them"],
    ["SQL_ASCII", "all of them, as bytes"],
  ])("as %s takes %s", async (encoding) => {
    const place = stage();
    const name = `${place.options.schema.replaceAll(" ", "_")}_text`;
    await place.sql(`CREATE DATABASE ${name} ENCODING '${encoding}' TEMPLATE template0`);
    try {
      const connection = place.options.connection.replace(/postgres$/, name);
      const store = place.open({ connection });
      const account = "Büro in 東京 ☎";
      const claimed = createLedger(store).claim({ ...request, account });
      if (encoding === "LATIN1")
        await expect(claimed).rejects.toMatchObject({
          failure: { kind: "bad-input", reason: expect.stringContaining("LATIN1") },
        });
      else expect(await claimed).toMatchObject({ kind: "claimed", operation: { account } });
      await store.close();
    } finally {
      await place.sql(`DROP DATABASE ${name} WITH (FORCE)`);
      await place.close();
    }
  });
});
