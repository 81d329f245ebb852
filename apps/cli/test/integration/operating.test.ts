import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { databases } from "../support/postgres.js";
import { run } from "../support/run.js";
import { temporaryFolder } from "../support/sandbox-home.js";

const postgres = await databases();
const page = readFileSync(join(import.meta.dirname, "../../../../docs/operating.md"), "utf8");

describe.skipIf(postgres === null)("docs/operating.md", () => {
  it("has the rights that a ledger needs, and every machine's role can use what another one made", async () => {
    const [, sql = ""] = /```sql\n([\s\S]*?)```/.exec(page) ?? [];
    await postgres?.sql("CREATE DATABASE leaseline");
    const superuser = ((await postgres?.create()) ?? "").replace(/[^/]+$/, "leaseline");
    await postgres?.sql(sql, superuser);
    const second = sql.slice(sql.indexOf("CREATE ROLE build_3")).replaceAll("build_3", "build_4");
    await postgres?.sql(second, superuser);
    for (const role of ["build_3", "build_4"]) {
      const environment = {
        LEASELINE_HOME: temporaryFolder(),
        LEASELINE_LEDGER: superuser.replace("postgres@", `${role}@`),
        LEASELINE_LEDGER_PASSWORD: "choose-one",
      };
      const set = await run(["caps", "set", "USD", "5", "--json"], environment);
      expect(set.document()).toMatchObject({ loosened: false });
      const status = await run(["ledger", "status", "--json"], environment);
      expect(status.document()).toMatchObject({ ledger: { caps: [{ kind: "monthly" }] } });
    }
  });

  it("names fields that the status of a ledger has", async () => {
    const { document } = await run(["ledger", "status", "--json"], {
      LEASELINE_HOME: temporaryFolder(),
    });
    const status = document()["ledger"];
    const named = [...page.matchAll(/`ledger\.([a-zA-Z]+)/g)].map(([, name]) => name);
    expect(named.length).toBeGreaterThan(5);
    for (const name of named) expect(status).toHaveProperty(name ?? "");
  });
});
