import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it } from "vitest";
import { untilOperation } from "../support/ledger-state.js";
import { loadedBefore, run, start } from "../support/run.js";
import { type Environment, sandboxHome, temporaryFolder } from "../support/sandbox-home.js";
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

  it("loses none of the accounts that several commands add and remove at once", async () => {
    const keychain = await secretService();
    const environment = { ...keychain.environment, LEASELINE_HOME: at.home };
    const adding = { ...environment, LEASELINE_CONTIGUITY_URL: contiguity.baseUrl };
    const add = async (id: string, around: Environment) =>
      run(["accounts", "add", "contiguity", "--id", id], around, `${contiguity.apiKey}\n`);
    await add("earlier", adding);
    const slow = (around: Environment) => ({
      ...around,
      NODE_OPTIONS: loadedBefore("slow-rename.cjs"),
    });
    const ended = await Promise.all([
      ...["one", "two", "three"].map((id) => add(id, slow(adding))),
      run(["accounts", "remove", "earlier"], slow(environment)),
    ]);
    expect(ended.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0, 0]);
    const { document } = await run(["accounts", "list", "--json"], environment);
    const ids = (document() as { accounts: { id: string }[] }).accounts.map(({ id }) => id);
    expect(ids.toSorted()).toEqual(["one", "three", "two"]);
  });

  it("adds one of two of a name that come at once, and that one keeps its keys", async () => {
    const keychain = await secretService();
    const environment = { ...keychain.environment, LEASELINE_HOME: at.home };
    const { sinch } = at.sandbox;
    const keys = {
      contiguity: `${contiguity.apiKey}\n`,
      sinch: `${sinch.projectId}\n${sinch.keyId}\n${sinch.keySecret}\n`,
    } as const;
    const adding = {
      ...environment,
      LEASELINE_CONTIGUITY_URL: contiguity.baseUrl,
      LEASELINE_SINCH_URL: sinch.baseUrl,
      LEASELINE_SINCH_AUTH_URL: sinch.authUrl,
    };
    const ended = await Promise.all(
      (["contiguity", "sinch"] as const).map((provider) =>
        run(["accounts", "add", provider, "--id", "work"], adding, keys[provider]),
      ),
    );
    expect(new Set(ended.map(({ exitCode }) => exitCode))).toEqual(new Set([0, 2]));
    expect((await run(["accounts", "check", "work"], adding)).exitCode).toBe(0);
  });

  it("has an account added again whose command was killed before it had the keys", async () => {
    const keychain = await secretService();
    const environment = { ...keychain.environment, LEASELINE_HOME: at.home };
    const adding = { ...environment, LEASELINE_CONTIGUITY_URL: contiguity.baseUrl };
    const words = ["accounts", "add", "contiguity", "--id", "work"];
    const waiting = keychainWaits("keep");
    const { child, ended } = start(words, { ...adding, ...waiting.environment }, keyLine);
    await waiting.comes();
    // Another one that comes meanwhile is told so, and adds nothing.
    const other = await run(words, adding, keyLine);
    expect(other.exitCode).toBe(2);
    expect(other.stderr).toContain("Another command is adding or removing the account work");
    child.kill("SIGKILL");
    await ended;
    const left = await run(["list"], environment);
    expect(left.exitCode).toBe(7);
    expect(left.stderr).toContain("leaseline accounts add contiguity --id work");
    expect((await run(words, adding, keyLine)).exitCode).toBe(0);
    expect((await run(["accounts", "check", "work"], environment)).exitCode).toBe(0);
    expect((await run(words, adding, keyLine)).exitCode).toBe(2);
  });

  it("keeps the keys of an account with which something is begun while it is removed", async () => {
    const keychain = await secretService();
    const environment = { ...keychain.environment, LEASELINE_HOME: at.home };
    const adding = { ...environment, LEASELINE_CONTIGUITY_URL: contiguity.baseUrl };
    await run(["accounts", "add", "contiguity", "--id", "work"], adding, keyLine);
    const waiting = keychainWaits("remove");
    const removing = start(["accounts", "remove", "work"], {
      ...environment,
      ...waiting.environment,
    });
    await waiting.comes();
    const { plain } = specialNumbers.contiguity;
    control.fault("contiguity.lease", { noAnswer: true, after: true });
    const price = ["--yes", "--expect-price", "2.99 USD", "--expect-setup", "1.99 USD"];
    const leasing = start(["lease", plain, "--account", "work", ...price], environment);
    await untilOperation(at.home, "sent");
    leasing.child.kill("SIGKILL");
    await leasing.ended;
    waiting.goOn();
    const { exitCode, stderr } = await removing.ended;
    expect(exitCode).toBe(1);
    expect(stderr).toContain("What was begun with work is not settled");
    expect((await run(["reconcile"], environment)).exitCode).toBe(0);
    expect((await run(["list"], environment)).stdout).toContain(plain);
    expect((await run(["accounts", "remove", "work"], environment)).exitCode).toBe(0);
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

const keyLine = `${contiguity.apiKey}\n`;

/** For a program whose request of that kind the keychain takes only once it may. */
function keychainWaits(action: "keep" | "remove") {
  const folder = temporaryFolder();
  return {
    environment: {
      NODE_OPTIONS: loadedBefore("waiting-keychain.cjs"),
      LEASELINE_TEST_WAITS: action,
      LEASELINE_TEST_FOLDER: folder,
    },
    comes: async () => {
      while (!existsSync(join(folder, "waits"))) await sleep(25);
    },
    goOn: () => writeFileSync(join(folder, "goes on"), ""),
  };
}
