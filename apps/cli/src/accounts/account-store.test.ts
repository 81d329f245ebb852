import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { inTurn } from "@leaseline/core/node";
import { temporaryFolder } from "../../test/support/sandbox-home.js";
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

const isFree = async () => {};

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
    await store.remove("work", isFree);
    expect(store.list().map(({ id }) => id)).toEqual(["added meanwhile", "added then"]);
  });

  it("keep the keys that they were added with while another command adds one of their name", async () => {
    const folder = temporaryFolder();
    const secrets = new Map<string, string>();
    const add = (keys: AccountKeys) => accountStore(folder, keychainOf(secrets)).add("work", keys);
    const added = await Promise.allSettled([add(contiguity), add(sinch)]);
    const told = added.map((one) => (one.status === "fulfilled" ? "added" : one.reason.failure));
    const refused = {
      kind: "usage",
      reason: expect.stringContaining("Another command is adding or removing the account work"),
    };
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
    await store.remove("work", isFree);
    expect(store.list()).toEqual([{ id: "home", provider: "contiguity" }]);
    expect([...secrets.keys()]).toEqual(["home"]);
  });

  it("are mended by adding them again where they were left without keys", async () => {
    const folder = temporaryFolder();
    const accounts = [
      { id: "work", provider: "sinch" },
      { id: "home", provider: "sinch" },
    ];
    writeFileSync(join(folder, "accounts.json"), JSON.stringify({ accounts }));
    const store = accountStore(folder, keychainOf());
    await expect(store.keys({ id: "work", provider: "sinch" })).rejects.toThrow(
      /no keys for the account work\. Add them with “leaseline accounts add sinch --id work”/,
    );
    await store.checkNew("work");
    await store.add("work", contiguity);
    expect(store.list()).toEqual([
      { id: "home", provider: "sinch" },
      { id: "work", provider: "contiguity" },
    ]);
    expect(await store.keys({ id: "work", provider: "contiguity" })).toEqual(contiguity);
    await expect(store.checkNew("work")).rejects.toThrow(/an account work already/);
    await expect(store.add("work", sinch)).rejects.toThrow(/an account work already/);
  });

  it("are added by one of two commands that would mend the same one", async () => {
    const folder = temporaryFolder();
    const accounts = [{ id: "work", provider: "sinch" }];
    writeFileSync(join(folder, "accounts.json"), JSON.stringify({ accounts }));
    const secrets = new Map<string, string>();
    const add = (keys: AccountKeys) => accountStore(folder, keychainOf(secrets)).add("work", keys);
    const added = await Promise.allSettled([add(contiguity), add(sinch)]);
    expect(added.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    const first = added[0]?.status === "fulfilled" ? contiguity : sinch;
    const store = accountStore(folder, keychainOf(secrets));
    expect(await store.keys({ id: "work", provider: first.provider })).toEqual(first);
  });

  it("stay with their keys where something of theirs is begun while the keychain is waited for", async () => {
    const folder = temporaryFolder();
    const secrets = new Map<string, string>();
    let begun = false;
    const waiting: Keychain = {
      ...keychainOf(secrets),
      remove: async (name) => {
        begun = true;
        secrets.delete(name);
      },
    };
    const store = accountStore(folder, waiting);
    await store.add("work", sinch);
    const removing = store.remove("work", async () => {
      if (begun) throw new Error("something is open");
    });
    await expect(removing).rejects.toThrow("something is open");
    const [kept] = store.list();
    expect(kept && (await store.keys(kept))).toEqual(sinch);
  });

  it("are not there to begin anything with when it is looked for the last time what is begun", async () => {
    const store = accountStore(temporaryFolder(), keychainOf());
    await store.add("work", sinch);
    const listed: string[][] = [];
    const look = async () => void listed.push(store.list().map(({ id }) => id));
    await store.remove("work", look);
    expect(listed).toEqual([["work"], []]);
  });

  it("are not added while they are being removed", async () => {
    const folder = temporaryFolder();
    const store = accountStore(folder, keychainOf());
    await store.add("work", sinch);
    const added: Promise<void>[] = [];
    await store.remove("work", async () => void added.push(store.add("work", contiguity)));
    const reasons = (await Promise.allSettled(added)).map((one) => Reflect.get(one, "reason"));
    const refused = expect.objectContaining({
      message: expect.stringMatching(/adding or removing/),
    });
    expect(reasons).toEqual([refused, refused]);
    expect(store.list()).toEqual([]);
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
  for (const text of ["{", "[]", "null", '{"accounts":[{"id":"work"}]}']) {
    writeFileSync(join(folder, "accounts.json"), text);
    expect(() => accountStore(folder, keychainOf()).list()).toThrow(/not understood/);
  }
});
