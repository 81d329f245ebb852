import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { run } from "../support/run.js";
import { sandboxHome } from "../support/sandbox-home.js";
import { hasSecretService, secretService } from "../support/secret-service.js";

const at = await sandboxHome();
const { contiguity, control } = at.sandbox;

describe.runIf(hasSecretService)("a desktop's keychain", () => {
  it("keeps an account's key until it is removed, and gives it to nobody while it is locked", async () => {
    const keychain = await secretService();
    const environment = { ...keychain.environment, LEASELINE_HOME: at.home };
    const adding = { ...environment, LEASELINE_CONTIGUITY_URL: contiguity.baseUrl };
    const words = ["accounts", "add", "contiguity", "--id", "work", "--json"];
    const added = await run(words, adding, `${contiguity.apiKey}\n`);
    expect(added.document()).toEqual({
      account: { id: "work", provider: "contiguity", source: "keychain" },
    });
    const [number] = control.leaseMany({ provider: "contiguity", count: 1 });
    const listed = await run(["list", "--json"], environment);
    expect(listed.document()).toMatchObject({ leases: [{ number, account: "work" }] });
    for (const file of readdirSync(at.home).map((name) => join(at.home, name)))
      if (statSync(file).isFile())
        expect(readFileSync(file, "latin1")).not.toContain(contiguity.apiKey);

    keychain.lock();
    const locked = await run(["list", "--json"], environment);
    expect(locked.exitCode).toBe(7);
    expect(locked.document()).toMatchObject({ error: { kind: "keychain-unavailable" } });
  });

  it("lets an account go, and what it holds stays held", async () => {
    const keychain = await secretService();
    const environment = { ...keychain.environment, LEASELINE_HOME: at.home };
    const adding = { ...environment, LEASELINE_CONTIGUITY_URL: contiguity.baseUrl };
    await run(["accounts", "add", "contiguity"], adding, `${contiguity.apiKey}\n`);
    control.leaseMany({ provider: "contiguity", count: 1 });
    expect((await run(["list"], environment)).exitCode).toBe(0);
    expect((await run(["accounts", "remove", "contiguity"], environment)).exitCode).toBe(0);
    const left = await run(["accounts", "list", "--json"], environment);
    expect(left.document()).toEqual({ accounts: [] });
    expect(control.owned("contiguity")).toHaveLength(1);
  });
});
