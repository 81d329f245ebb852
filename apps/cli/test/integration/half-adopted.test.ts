import { renameSync } from "node:fs";
import { join } from "node:path";
import { type LedgerStore } from "@leaseline/core";
import { sqliteLedger, sqliteStore, moveLedger } from "@leaseline/core/node";
import { specialNumbers } from "@leaseline/sandbox";
import { expect, it } from "vitest";
import { run } from "../support/run.js";
import { sandboxHome, temporaryFolder } from "../support/sandbox-home.js";

const at = await sandboxHome();
const { plain } = specialNumbers.sinch;
const leasing = ["lease", plain, "--account", "sinch", "--yes", "--expect-price", "0.80 USD"];
const said = (...words: readonly string[]) => run([...words, "--json"], at.environment);

/** What an editor leaves that ends while it takes over its earlier ledger: all of it is here, and that one not marked. */
async function halfAdopted(): Promise<string> {
  const from = join(temporaryFolder(), "ledger.sqlite");
  const into = join(at.home, "ledger.sqlite");
  const earlier = sqliteLedger({ path: from });
  await earlier.setCaps([]);
  await earlier.close();
  const [source, target] = [sqliteStore(() => from), sqliteStore(() => into)];
  let writes = 0;
  const ending: LedgerStore = {
    ...source,
    write: async (work) => {
      writes += 1;
      if (writes > 1) throw new Error("it has ended");
      return source.write(work);
    },
  };
  await expect(moveLedger(ending, target, { to: into })).rejects.toThrow("it has ended");
  await Promise.all([source.close(), target.close()]);
  return from;
}

it("an adoption that was broken off is finished by the next command", async () => {
  const from = await halfAdopted();
  const status = await run(["ledger", "status"], at.environment);
  expect(status.stdout).toMatch(/has come in.*what is written here next finishes that/);
  expect((await said(...leasing)).exitCode).toBe(0);
  expect((await said("ledger", "status")).document()).toMatchObject({
    ledger: { movingFrom: null, movingTo: null },
  });
  await expect(sqliteLedger({ path: from }).operations()).rejects.toThrow(at.home);
});

it("one whose file is gone says what to do, sends nothing, and is opened by that", async () => {
  const from = await halfAdopted();
  renameSync(from, `${from}.away`);
  const refused = await said(...leasing);
  expect(refused.exitCode).toBe(1);
  expect(refused.document()).toMatchObject({
    error: { spent: "nothing", message: expect.stringContaining("leaseline ledger status") },
  });
  const gone = `leaseline ledger use --local --gone "${from}"`;
  expect((await run(["ledger", "status"], at.environment)).stdout).toContain(gone);
  const local = await run(["ledger", "use", "--local"], at.environment);
  expect(local.exitCode).toBe(2);
  expect(local.stderr).toContain(gone);
  expect((await said("ledger", "use", "--local", "--gone", "another one")).exitCode).toBe(2);
  expect((await said("ledger", "use", "--local", "--gone", from)).exitCode).toBe(0);
  expect((await said(...leasing)).exitCode).toBe(0);
  expect(at.sandbox.control.writes()["sinch.rent"]?.received).toBe(1);
});
