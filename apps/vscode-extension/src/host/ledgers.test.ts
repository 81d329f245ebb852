import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { AccountIdentity } from "@leaseline/core";
import { keepLedgerChoice, sqliteLedger } from "@leaseline/core/node";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { e164, exampleOperation } from "../../test/support/examples.js";
import { openLedgers } from "./ledgers.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "leaseline-ledgers-"));
  vi.stubEnv("LEASELINE_HOME", join(folder, "home"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const request = (account: string, number: string) => ({
  ...exampleOperation({ account, number: e164(number) }),
  identity: `contiguity|https://api.contiguity.com|${account}` as AccountIdentity,
});

const own = { address: () => "", password: async () => null };

describe("the ledgers of a window", () => {
  it("take over once what an earlier version kept for itself, and leave the sandbox's behind", async () => {
    const storage = join(folder, "storage");
    const earlier = sqliteLedger({ path: join(storage, "ledger.sqlite") });
    await earlier.claim(request("mine", "+13055550100"));
    await earlier.claim(request("sandbox-contiguity", "+13055550101"));
    await earlier.close();

    const ledgers = await openLedgers(storage, own);
    await Promise.all([ledgers.takeOver(), ledgers.takeOver()]);
    const taken = await ledgers.real.operations();
    expect(taken.map(({ account }) => account)).toEqual(["mine"]);
    await ledgers.real.close();

    const again = await openLedgers(storage, own);
    await again.takeOver();
    expect(await again.real.operations()).toHaveLength(1);
    await again.real.close();
  });

  it("count what is spent at the sandbox apart from what is real", async () => {
    const { real, sandbox } = await openLedgers(join(folder, "storage"), own);
    await sandbox.claim(request("sandbox-contiguity", "+13055550101"));
    expect((await sandbox.spending()).running).toHaveLength(1);
    expect((await real.spending()).running).toEqual([]);
    await Promise.all([real.close(), sandbox.close()]);
  });

  it("are the one that the command line of this user opens, too", async () => {
    const { real } = await openLedgers(join(folder, "storage"), own);
    await real.claim(request("mine", "+13055550100"));
    const other = sqliteLedger({ path: join(folder, "home", "ledger.sqlite") });
    expect(await other.operations()).toHaveLength(1);
    await Promise.all([real.close(), other.close()]);
  });

  it("claim nothing once another one is chosen, also while they wait for their turn", async () => {
    const { real } = await openLedgers(join(folder, "storage"), own);
    await real.claim(request("mine", "+13055550100"));
    const busy = new DatabaseSync(join(folder, "home", "ledger.sqlite"));
    busy.exec("BEGIN IMMEDIATE");
    const refused = expect(real.claim(request("mine", "+13055550101"))).rejects.toMatchObject({
      failure: { kind: "bad-input", field: "ledger" },
    });
    // By then it has been tried once.
    await new Promise((resolve) => setImmediate(resolve));
    const address = "postgres://app@db.example:5432/leaseline";
    keepLedgerChoice(join(folder, "home"), { address, isInKeychain: false });
    busy.close();
    await refused;
    expect(await real.operations()).toHaveLength(1);
    await real.close();
  });
});
