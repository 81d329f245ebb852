import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AccountIdentity } from "@leaseline/core";
import { keepLedgerChoice, ledgerPlace, sqliteLedger } from "@leaseline/core/node";
import { startPostgres } from "@leaseline/postgres-host";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { e164, exampleOperation } from "../../test/support/examples.js";
import { openLedgers } from "./ledgers.js";

const server = await startPostgres({ settings: ["fsync=off"] }, (reason) =>
  console.warn(`Without PostgreSQL, suites are skipped: ${reason}.`),
);
afterAll(() => server?.close());
const address = server?.connection ?? "";
const away = "postgres://app@127.0.0.1:9/leaseline";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "leaseline-ledgers-"));
  vi.stubEnv("LEASELINE_HOME", join(folder, "home"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** @param said - what the setting says, each time that it is looked at. */
const open = (said: () => string) =>
  openLedgers(join(folder, "storage"), { address: said, password: async () => null });
/** As every program of this user reads it. */
const choose = (chosen: string) =>
  keepLedgerChoice(ledgerPlace().folder, { address: chosen, isInKeychain: false });
let last = 100;
const request = (account = "mine") => ({
  ...exampleOperation({ account, number: e164(`+13055550${(last += 1)}`) }),
  identity: `contiguity|https://api.contiguity.com|${account}` as AccountIdentity,
});
const refused = (words: RegExp) => ({
  failure: expect.objectContaining({
    kind: "bad-input",
    field: "ledger",
    reason: expect.stringMatching(words),
  }),
});

describe("a ledger that is not this machine's own", () => {
  it("is not replaced by another one where it is not understood, or named twice", async () => {
    for (const said of ["nonsense", "mysql://x/y"]) {
      const { real } = await open(() => said);
      await expect(real.claim(request())).rejects.toMatchObject(refused(/postgres:\/\/user@host/));
      await expect(real.operations()).rejects.toMatchObject(refused(/./));
    }
    choose(away);
    const { real } = await open(() => "postgres://app@127.0.0.1:9/another");
    await expect(real.claim(request())).rejects.toMatchObject(refused(/Two ledgers/));
  });

  it("is none that only a setting names: the command line would use this machine's own", async () => {
    const { real } = await open(() => away);
    await expect(real.claim(request())).rejects.toMatchObject(refused(/Two ledgers/));
  });

  it("is away for as long as nobody answers there, and nothing is written anywhere else", async () => {
    choose(away);
    const { real } = await open(() => away);
    await expect(real.claim(request())).rejects.toMatchObject({
      failure: { kind: "ledger-unavailable" },
    });
    await real.close();
  });

  it("is left alone by a window once another one was chosen, until that is reloaded", async () => {
    let said = "";
    const { real } = await open(() => said);
    expect(await real.claim(request())).toMatchObject({ kind: "claimed" });
    // By the command line.
    choose(away);
    await expect(real.claim(request())).rejects.toMatchObject(refused(/Reload/));
    said = away;
    await expect(real.setCaps([])).rejects.toMatchObject(refused(/Reload/));
    expect(await real.operations()).toHaveLength(1);
    await real.close();
  });
});

describe.skipIf(server === null)("a ledger on PostgreSQL", () => {
  it("has what earlier versions of the extension kept, and is the same in every window", async () => {
    const earlier = sqliteLedger({ path: join(folder, "storage", "ledger.sqlite") });
    const claimed = await earlier.claim(request());
    await earlier.claim(request("sandbox-contiguity"));
    await earlier.close();
    expect(claimed.kind).toBe("claimed");
    choose(address);
    const [one, other] = [await open(() => address), await open(() => address)];
    await Promise.all([one.takeOver(), other.takeOver()]);
    await one.takeOver();
    expect((await other.real.operations()).map(({ account }) => account)).toEqual(["mine"]);
    const again = await open(() => address);
    await again.takeOver();
    expect(await again.real.operations()).toHaveLength(1);
    for (const { real } of [one, other, again]) await real.close();
  });
});
