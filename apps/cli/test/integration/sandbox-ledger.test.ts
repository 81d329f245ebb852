import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { specialNumbers, startSandbox } from "@leaseline/sandbox";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "../support/run.js";
import { sandboxHome } from "../support/sandbox-home.js";

// The one at `at` stands for real providers here: nothing but LEASELINE_SANDBOX_URL tells a sandbox from them.
const at = await sandboxHome();
const { plain } = specialNumbers.contiguity;
const agreed = ["--account", "contiguity", "--yes", "--expect-price", "2.99 USD", "--json"];

let play: Awaited<ReturnType<typeof startSandbox>>;
beforeAll(async () => void (play = await startSandbox()));
afterAll(() => play.close());

const sandboxed = () => ({
  ...play.environment,
  LEASELINE_HOME: at.home,
  LEASELINE_SANDBOX_URL: play.url,
});

describe("an environment that is set to the sandbox", () => {
  it("has a ledger of its own: what is leased there counts in no limit of real numbers", async () => {
    writeFileSync(
      join(at.home, "config.json"),
      JSON.stringify({ caps: { monthly: { USD: "5.00" } } }),
    );
    play.control.reset();
    expect((await run(["lease", plain, ...agreed], sandboxed())).exitCode).toBe(0);
    expect(existsSync(join(at.home, "ledger.sqlite"))).toBe(false);
    // In one ledger this would come to $5.98 a month.
    expect((await run(["lease", plain, ...agreed], at.only("contiguity"))).exitCode).toBe(0);
    const owned = [play, at.sandbox].map(({ control }) => control.owned("contiguity"));
    expect(owned).toEqual([[plain], [plain]]);
    const operations = async (environment: Record<string, string>) =>
      (await run(["operations", "--json"], environment)).document()["operations"];
    expect(await operations(sandboxed())).toHaveLength(1);
    expect(await operations(at.only("contiguity"))).toHaveLength(1);
  });

  it("refuses what is not there: nothing real goes into that ledger", async () => {
    const mixed: Record<string, string> = {
      ...at.only("contiguity"),
      LEASELINE_SANDBOX_URL: play.url,
    };
    const { exitCode, document } = await run(["lease", plain, ...agreed], mixed);
    expect(exitCode).toBe(2);
    expect(document()).toMatchObject({ error: { kind: "usage", spent: "nothing" } });
    expect(at.sandbox.control.requests()).toEqual([]);
    // Where the environment says no address, the account is the provider's own.
    const { LEASELINE_CONTIGUITY_URL: _, ...real } = mixed;
    expect((await run(["list"], real)).exitCode).toBe(2);
  });

  it("can be set to this machine only", async () => {
    const elsewhere = { ...sandboxed(), LEASELINE_SANDBOX_URL: "https://sandbox.example" };
    const { exitCode, stderr } = await run(["list"], elsewhere);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("LEASELINE_SANDBOX_URL has to be an address of this machine");
  });
});

it("an address of this machine alone is no sandbox, and counts", async () => {
  const { exitCode } = await run(["lease", plain, ...agreed], at.only("contiguity"));
  expect(exitCode).toBe(0);
  expect(existsSync(join(at.home, "ledger.sqlite"))).toBe(true);
  expect(existsSync(join(at.home, "sandbox.sqlite"))).toBe(false);
});
