import { readFileSync } from "node:fs";
import { join } from "node:path";
import { specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it } from "vitest";
import { databases } from "../support/postgres.js";
import { run } from "../support/run.js";
import { sandboxHome, temporaryFolder } from "../support/sandbox-home.js";

const at = await sandboxHome();
const postgres = await databases();
const page = readFileSync(join(import.meta.dirname, "../../../../docs/operating.md"), "utf8");

describe.skipIf(postgres === null)("docs/operating.md", () => {
  it("has the rights that a ledger needs, and every machine's role can use what another one made", async () => {
    const sql = sqlUnder("roles");
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

  it("deletes what has ended of numbers that were given back, and nothing of those that are held", async () => {
    const address = (await postgres?.create()) ?? "";
    const environment = { ...at.environment, LEASELINE_LEDGER: address };
    const said = async (...words: string[]) =>
      (await run([...words, "--json"], environment)).document();
    const { contiguity, sinch } = specialNumbers;
    const consent = ["--yes", "--confirm", contiguity.plain.slice(-4)];
    const leasing = ["--yes", "--expect-price"];
    await said("lease", contiguity.plain, "--account", "contiguity", ...leasing, "2.99 USD");
    await said("release", contiguity.plain, ...consent);
    // Another request with the same answer, which its key leads to.
    await said("release", contiguity.plain, ...consent, "--key", "job 8");
    await said("lease", sinch.plain, "--account", "sinch", ...leasing, "0.80 USD");
    await said("list");
    const keys = () => postgres?.sql("SELECT FROM leaseline.keys", address);
    expect(await said("operations")).toMatchObject({ operations: { length: 3 } });
    expect(await keys()).toHaveLength(1);
    await postgres?.sql(sqlUnder("retention").replace("2025-01-01", "2100-01-01"), address);
    expect(await said("operations")).toMatchObject({ operations: [{ number: sinch.plain }] });
    expect(await keys()).toHaveLength(0);
    expect(
      await said("lease", sinch.plain, "--account", "sinch", ...leasing, "0.80 USD"),
    ).toMatchObject({ already: true });
    expect(await said("release", contiguity.plain, ...consent, "--key", "job 8")).toMatchObject({
      error: { kind: "not-leased" },
    });
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

/** What the page has to run below the mark of a test. */
function sqlUnder(mark: string): string {
  const [, sql = ""] = new RegExp(`<!-- ${mark}: [^]*?\`\`\`sql\\n([^]*?)\`\`\``).exec(page) ?? [];
  expect(sql).not.toBe("");
  return sql;
}
