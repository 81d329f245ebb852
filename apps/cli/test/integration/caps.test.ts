import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sqliteLedger } from "@leaseline/core/node";
import { specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it, onTestFinished } from "vitest";
import { run } from "../support/run.js";
import { sandboxHome } from "../support/sandbox-home.js";

const at = await sandboxHome();
const { control } = at.sandbox;
const { plain } = specialNumbers.sinch;
const leasing = ["lease", plain, "--account", "sinch", "--yes", "--expect-price", "0.80 USD"];
const caps = (...words: readonly string[]) => run(["caps", ...words, "--json"], at.environment);
const usd = (amount: string, kind = "monthly") => ({ kind, limit: { amount, currency: "USD" } });

describe("caps", () => {
  it("hold for everybody who uses the ledger, and say what they were before", async () => {
    expect((await caps("list")).document()).toEqual({ caps: [], machine: [] });
    const set = await caps("set", "USD", "0.50");
    expect(set.document()).toEqual({ before: [], after: [usd("0.50")], loosened: false });
    const leased = await run([...leasing, "--json"], at.environment);
    expect(leased.exitCode).toBe(6);
    expect(leased.document()).toMatchObject({ error: { kind: "over-cap", spent: "nothing" } });
    expect(control.owned("sinch")).toEqual([]);
    const shown = await run(["caps"], at.environment);
    expect(shown.stdout).toContain("0.50 USD a month");
  });

  it("say whether anything was changed", async () => {
    const said = async (...words: readonly string[]) =>
      (await run(["caps", ...words], at.environment)).stdout.trim().split("\n");
    expect(await said("remove", "JPY")).toEqual([
      "Nothing changed: it was so already.",
      "Now: no cap.",
    ]);
    expect((await said("set", "USD", "5"))[0]).toBe(
      "Done. It holds for everybody who uses this ledger.",
    );
    expect((await said("set", "USD", "5.00"))[0]).toBe("Nothing changed: it was so already.");
    expect((await said("set", "USD", "4"))[0]).toMatch(/^Done\./);
    expect((await said("remove", "USD", "--yes"))[0]).toMatch(/^Done\./);
  });

  it("are shown as they hold, and not rounded up to what they refuse", async () => {
    await caps("set", "USD", "0.795");
    expect((await run(["caps"], at.environment)).stdout).toContain("$0.795 USD a month");
    const { exitCode, stderr } = await run(leasing, at.environment);
    expect(exitCode).toBe(6);
    expect(stderr).toContain(
      "would come to $0.80 a month for all numbers, and the limit is $0.795.",
    );
  });

  it.each([
    ["monthly", ["50"]],
    ["perLease", ["--per-lease", "50"]],
  ])("allow no currency that this machine's own do not: %s", async (kind, words) => {
    const own = { caps: { [kind]: { EUR: "5.00" } } };
    writeFileSync(join(at.home, "config.json"), JSON.stringify(own));
    await caps("set", "USD", ...words);
    for (const flags of [["--dry-run"], []]) {
      const { exitCode, document } = await run([...leasing, ...flags, "--json"], at.environment);
      expect(exitCode).toBe(6);
      expect(document()).toMatchObject({ error: { kind: "over-cap" } });
    }
    expect(control.writes()["sinch.rent"].received).toBe(0);
  });

  it("let nothing be leased while an entry of an account's list cannot be read: it may be paid for", async () => {
    await caps("set", "USD", "50");
    const numbers = [{ id: "72345" }];
    const answer = {
      status: 200,
      body: { data: { leased: 1, numbers } },
      times: "always",
    } as const;
    control.fault("contiguity.leased", answer);
    for (const flags of [["--dry-run"], []]) {
      const { exitCode, document } = await run([...leasing, ...flags, "--json"], at.environment);
      expect(exitCode).toBe(1);
      expect(document()).toMatchObject({ error: { kind: "unlisted", spent: "nothing" } });
    }
    expect(control.writes()["sinch.rent"].received).toBe(0);
  });

  it("are loosened by nobody who was not asked, or has not said so", async () => {
    await caps("set", "USD", "5", "--per-lease", "2");
    const more: readonly (readonly string[])[] = [
      ["set", "USD", "5.01"],
      ["set", "USD", "--per-lease", "3"],
      ["set", "EUR", "1"],
      ["remove", "USD"],
      ["remove", "USD", "--per-lease"],
    ];
    for (const words of more) {
      const { exitCode, document } = await caps(...words);
      expect(exitCode).toBe(5);
      expect(document()).toMatchObject({
        error: { kind: "consent-missing", message: expect.stringContaining("5.00 USD a month") },
      });
    }
    const held = [usd("5.00"), usd("2.00", "per-lease")];
    expect((await caps("list")).document()).toMatchObject({ caps: held });
    expect((await caps("set", "USD", "6", "--yes")).document()).toMatchObject({
      before: held,
      after: [usd("6.00"), usd("2.00", "per-lease")],
      loosened: true,
    });
    expect((await caps("remove", "USD", "--yes")).document()).toMatchObject({ after: [] });
  });

  it.each([
    ["set", "USD", "five"],
    ["set", "USD", "5,00"],
    ["set", "dollars", "5"],
    ["set", "USD"],
    ["set"],
    ["set", "USD", "5", "--per-lease", "1e2"],
    ["remove", "U$"],
    ["loosen"],
  ])("that cannot be understood are refused, and none is changed: %s %s %s", async (...words) => {
    await caps("set", "USD", "5");
    const { exitCode, document } = await caps(...words);
    expect(exitCode).toBe(2);
    expect(document()).toMatchObject({ error: { kind: "usage", spent: "nothing" } });
    expect((await caps("list")).document()).toMatchObject({ caps: [usd("5.00")] });
  });

  it("that somebody else changes at the same moment are not written over", async () => {
    const ledger = sqliteLedger({ path: join(at.home, "ledger.sqlite") });
    onTestFinished(() => ledger.close());
    const all = await Promise.all(
      ["EUR", "GBP", "SEK"].map(async (currency) => {
        const { exitCode } = await run(["caps", "set", currency, "9", "--yes"], at.environment);
        return { currency, exitCode };
      }),
    );
    const kept = (await ledger.caps()).map(({ limit }) => limit.currency).toSorted();
    const set = all.filter(({ exitCode }) => exitCode === 0).map(({ currency }) => currency);
    expect(kept).toEqual(set.toSorted());
  });
});

// Not as root, who may write everywhere: somebody else may not be let in to where the program is. For root, the same is
// tried in a process that becomes somebody else once all is loaded: core's test/reliability/faults/read-only.ts.
it.runIf(process.platform !== "win32" && process.getuid?.() !== 0)(
  "in a folder that cannot be written in are not said to be set",
  async () => {
    await caps("list");
    chmodSync(at.home, 0o500);
    onTestFinished(() => chmodSync(at.home, 0o700));
    const { exitCode, document } = await caps("set", "USD", "5");
    expect(exitCode).toBe(1);
    expect(document()).toMatchObject({ error: { kind: "ledger-unavailable", spent: "nothing" } });
  },
);
