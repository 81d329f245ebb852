import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../test/support/sandbox-home.js";
import { inTurn } from "../state/state-folder.js";
import type { AccountKeys } from "./account-keys.js";
import { accountStore } from "./account-store.js";
import type { Keychain } from "./keychain.js";

const contiguity: AccountKeys = { provider: "contiguity", apiKey: "contiguity_sk_secret" };
const sinch: AccountKeys = {
  provider: "sinch",
  projectId: "project",
  keyId: "key",
  keySecret: "secret-of-sinch",
  baseUrl: "https://example.com",
};

/** A keychain that lasts as long as the test. */
function keychainOf(secrets = new Map<string, string>()): Keychain {
  return {
    read: async (name) => secrets.get(name) ?? null,
    keep: async (name, secret) => void secrets.set(name, secret),
    remove: async (name) => void secrets.delete(name),
  };
}

describe("accounts that were added", () => {
  it("are there with their keys and their addresses the next time", async () => {
    const folder = temporaryFolder();
    const keychain = keychainOf();
    await accountStore(folder, keychain).add("work", sinch);
    await accountStore(folder, keychain).add("home", contiguity);
    const store = accountStore(folder, keychain);
    expect(store.list()).toEqual([
      { id: "work", provider: "sinch" },
      { id: "home", provider: "contiguity" },
    ]);
    expect(await store.keys({ id: "work", provider: "sinch" })).toEqual(sinch);
  });

  it("have no key in the file, nor an address that could be changed there", async () => {
    const folder = temporaryFolder();
    await accountStore(folder, keychainOf()).add("work", sinch);
    const text = readFileSync(join(folder, "accounts.json"), "utf8");
    expect(text).not.toContain("secret");
    expect(text).not.toContain("example.com");
  });

  it("are not listed when the keychain did not take their keys", async () => {
    const folder = temporaryFolder();
    const keychain = { ...keychainOf(), keep: () => Promise.reject(new Error("locked")) };
    await expect(accountStore(folder, keychain).add("work", sinch)).rejects.toThrow("locked");
    expect(accountStore(folder, keychain).list()).toEqual([]);
  });

  it("are all there when others come while the keychain waits for a person", async () => {
    const folder = temporaryFolder();
    const keychain = keychainOf();
    const other = (id: string) => accountStore(folder, keychain).add(id, contiguity);
    const slow: Keychain = {
      ...keychain,
      keep: async (name, secret) => {
        await other("added meanwhile");
        await keychain.keep(name, secret);
      },
      remove: async (name) => {
        await other("added then");
        await keychain.remove(name);
      },
    };
    const store = accountStore(folder, slow);
    await store.add("work", sinch);
    expect(store.list().map(({ id }) => id)).toEqual(["work", "added meanwhile"]);
    await store.remove("work");
    expect(store.list().map(({ id }) => id)).toEqual(["added meanwhile", "added then"]);
  });

  it("keep the keys that they were added with while another command adds one of their name", async () => {
    const folder = temporaryFolder();
    const secrets = new Map<string, string>();
    const add = (keys: AccountKeys) => accountStore(folder, keychainOf(secrets)).add("work", keys);
    const added = await Promise.allSettled([add(contiguity), add(sinch)]);
    const told = added.map((one) => (one.status === "fulfilled" ? "added" : one.reason.failure));
    const refused = { kind: "usage", reason: expect.stringContaining("an account work already") };
    expect(told).toEqual(expect.arrayContaining(["added", refused]));
    const store = accountStore(folder, keychainOf(secrets));
    const [kept, ...others] = store.list();
    expect(others).toEqual([]);
    const first = told[0] === "added" ? contiguity : sinch;
    expect(kept && (await store.keys(kept))).toEqual(first);
  });

  it("are written down by one command at a time, as they are in its turn", async () => {
    const folder = temporaryFolder();
    const adding: Promise<void>[] = [];
    await inTurn(join(folder, "accounts.lock"), async () => {
      adding.push(accountStore(folder, keychainOf()).add("work", sinch));
      // What has not waited would have been written by then.
      await new Promise((resolve) => setTimeout(resolve, 50));
      const accounts = [{ id: "home", provider: "contiguity" }];
      writeFileSync(join(folder, "accounts.json"), JSON.stringify({ accounts }));
    });
    await Promise.all(adding);
    const ids = accountStore(folder, keychainOf())
      .list()
      .map(({ id }) => id);
    expect(ids).toEqual(["home", "work"]);
  });

  it("are gone with their keys when they are removed", async () => {
    const folder = temporaryFolder();
    const secrets = new Map<string, string>();
    const store = accountStore(folder, keychainOf(secrets));
    await store.add("work", sinch);
    await store.add("home", contiguity);
    await store.remove("work");
    expect(store.list()).toEqual([{ id: "home", provider: "contiguity" }]);
    expect([...secrets.keys()]).toEqual(["home"]);
  });

  it("have no keys when the keychain holds others, or none", async () => {
    const store = accountStore(temporaryFolder(), keychainOf(new Map([["other", "{}"]])));
    for (const id of ["work", "other"])
      await expect(store.keys({ id, provider: "sinch" })).rejects.toMatchObject({
        failure: { kind: "bad-credentials" },
      });
  });
});

it("does not take a file that it does not understand for an empty one", () => {
  const folder = temporaryFolder();
  for (const text of ["{", "[]", '{"accounts":[{"id":"work"}]}']) {
    writeFileSync(join(folder, "accounts.json"), text);
    expect(() => accountStore(folder, keychainOf()).list()).toThrow(/not understood/);
  }
});
