import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { AccountKeys, StoredAccount } from "./account.js";
import { accountStore } from "./account-store.js";
import { exampleAccount } from "../../test/support/examples.js";
import { memorySecrets, memoryTexts } from "../../test/support/memory-storage.js";

const account = exampleAccount({ provider: "sinch" });
const keys: AccountKeys = { provider: "sinch", projectId: "p-1", keyId: "k-1", keySecret: "s-1" };

/** What the editor keeps, in the open and in secret. */
function editor() {
  const open = new Map<string, string>();
  const secret = new Map<string, string>();
  let isRefused = false;
  const store = accountStore(memoryTexts(open), {
    ...memorySecrets(secret),
    store: async (key, value) => {
      if (isRefused) throw new Error("there is no keyring");
      secret.set(key, value);
    },
    delete: async (key) => {
      if (isRefused) throw new Error("there is no keyring");
      secret.delete(key);
    },
  });
  return { store, open, secret, refuse: () => (isRefused = true) };
}

describe("the account store", () => {
  it("keeps no part of the keys in the open", async () => {
    const { store, open } = editor();
    await store.put(account, keys);
    const kept = JSON.stringify([...open]);
    for (const key of ["p-1", "k-1", "s-1"]) expect(kept).not.toContain(key);
  });

  it("gives the keys back", async () => {
    const { store } = editor();
    await store.put(account, keys);
    expect(store.list()).toMatchObject([{ ...account, revision: expect.any(String) }]);
    expect(await store.keys("first")).toEqual(keys);
  });

  it("lists them as a person counts", async () => {
    const { store } = editor();
    for (const label of ["team 10", "Team 1", "team 2"])
      await store.put({ ...account, id: label, label }, null);
    expect(store.list().map(({ label }) => label)).toEqual(["Team 1", "team 2", "team 10"]);
  });

  it("keeps one account for each id", async () => {
    const { store } = editor();
    await store.put(account, keys);
    await store.put({ ...account, label: "other" }, null);
    expect(store.list()).toMatchObject([{ id: "first", label: "other" }]);
  });

  it("forgets an account with its keys", async () => {
    const { store, secret } = editor();
    await store.put(account, keys);
    await store.remove("first");
    expect(store.list()).toEqual([]);
    expect([...secret]).toEqual([]);
  });

  it("keeps an account whose keys cannot be deleted: nobody would do that later", async () => {
    const { store, refuse } = editor();
    await store.put(account, keys);
    refuse();
    await expect(store.remove("first")).rejects.toThrow("there is no keyring");
    expect(store.list()).toHaveLength(1);
    expect(await store.keys("first")).toEqual(keys);
  });

  it("leaves no key of an account that is removed while another one is being kept", async () => {
    const { store, secret } = editor();
    await store.put(account, keys);
    const replaced = store.replaceKeys("first", { ...keys, keySecret: "s-2" });
    await store.remove("first");
    expect(await replaced).toBeNull();
    expect(store.list()).toEqual([]);
    expect([...secret]).toEqual([]);
  });

  it("has no keys where the secret is gone or not readable", async () => {
    const { store, secret } = editor();
    await store.put(account, keys);
    for (const key of secret.keys()) secret.set(key, "{ not json");
    expect(await store.keys("first")).toBeNull();
    secret.clear();
    expect(await store.keys("first")).toBeNull();
  });

  it("takes a secret for news where somebody else has kept it, and the account is here", async () => {
    const { store } = editor();
    const secret = "leaseline.account.first";
    expect(store.isNews(secret)).toBe(false);
    await store.put(account, keys);
    // The editor tells of each time that it was kept.
    expect(store.isNews(secret)).toBe(false);
    expect(store.isNews(secret)).toBe(true);
    expect(store.isNews("leaseline.account.second")).toBe(false);
    await store.remove("first");
    expect(store.isNews(secret)).toBe(false);
  });

  it("does not wait for news of a secret that could not be kept", async () => {
    const { store, refuse } = editor();
    await store.put(account, keys);
    store.isNews("leaseline.account.first");
    refuse();
    await expect(store.put(account, keys)).rejects.toThrow();
    expect(store.isNews("leaseline.account.first")).toBe(true);
  });
});

describe("a page that reads its secrets once", () => {
  it("says that a key was saved in another one, and not that it is gone", async () => {
    const { texts, page } = browser();
    const [first, second] = [page(), page()];
    await first.put(account, keys);
    expect(await first.keys("first")).toEqual(keys);
    expect(await second.keys("first")).toBe("elsewhere");
    expect(await page().keys("first")).toEqual(keys);
    expect(texts.size).toBe(1);
  });

  it("says so also where nobody has asked it for anything before", async () => {
    const { open, page } = browser();
    const second = open();
    await page().put(account, keys);
    expect(await second().keys("first")).toBe("elsewhere");
  });

  it("does not go on with a key that another one has replaced", async () => {
    const { page } = browser();
    const first = page();
    await first.put(account, keys);
    const second = page();
    await second.put(account, { ...keys, keySecret: "s-2" });
    expect(await first.keys("first")).toBe("elsewhere");
    // To be called otherwise changes no key.
    const [renamed = account] = second.list();
    await second.put({ ...renamed, label: "other" }, null);
    expect(await second.keys("first")).toMatchObject({ keySecret: "s-2" });
  });

  it("keeps and deletes nothing where that would drop a key of another one, until it is loaded again", async () => {
    const { page } = browser();
    const stale = page();
    await page().put(account, keys);
    const [mine, other] = ["mine", "other"].map((id) => ({ ...account, id })) as [
      StoredAccount,
      StoredAccount,
    ];
    await expect(stale.put(mine, keys)).rejects.toThrow();
    await expect(stale.remove(mine.id)).rejects.toThrow();
    expect(await stale.isBehind(mine.id)).toBe(true);
    expect(stale.list().map(({ id }) => id)).toEqual(["first"]);

    const loaded = page();
    expect(await loaded.isBehind(mine.id)).toBe(false);
    await loaded.put(mine, keys);
    await loaded.put(other, keys);
    await loaded.remove(other.id);
    expect(await page().keys("first")).toEqual(keys);
    expect(await page().keys("mine")).toEqual(keys);
  });

  it("takes an account's own key anew, also where another one has kept it, or it was lost", async () => {
    const { page, local } = browser();
    const stale = page();
    await page().put(account, keys);
    await stale.put(account, { ...keys, keySecret: "s-2" });
    expect(await page().keys("first")).toMatchObject({ keySecret: "s-2" });
    // By whatever else writes there.
    local.clear();
    const later = page();
    expect(await later.keys("first")).toBeNull();
    await later.put({ ...account, id: "mine" }, keys);
    expect(await page().keys("mine")).toEqual(keys);
  });

  it("says that a key is gone which was there when it was opened", async () => {
    const { page, local } = browser();
    await page().put(account, keys);
    local.clear();
    expect(await page().keys("first")).toBeNull();
  });

  it("has a key that is being replaced also where another one has been kept meanwhile", async () => {
    let letGo = () => {};
    const { page, hold } = browser();
    const store = page();
    await store.put(account, keys);
    hold(new Promise<void>((resolve) => (letGo = resolve)));
    const others = { ...keys, keySecret: "s-2" };
    const replacing = store.replaceKeys("first", others);
    await setImmediate();
    hold(Promise.resolve());
    await store.put({ ...account, id: "second" }, keys);
    const read = store.keys("first");
    await setImmediate();
    letGo();
    await replacing;
    expect(await read).toEqual(others);
  });

  it("uses the keys that earlier versions have kept", async () => {
    const { page, local, texts } = browser();
    texts.set("first", JSON.stringify(account));
    local.set("leaseline.account.first", JSON.stringify(keys));
    expect(await page().keys("first")).toEqual(keys);
  });
});

/** Pages of one browser: each has read what is kept there once, and writes all that it knows. */
function browser() {
  const texts = new Map<string, string>();
  const local = new Map<string, string>();
  let clock = 1_700_000_000_000;
  /** How long the editor takes until it says that a secret is kept. */
  let held = Promise.resolve();
  const open = () => {
    const seen = new Map(local);
    const secretsReadAtMs = (clock += 1);
    const save = () => {
      local.clear();
      for (const [key, value] of seen) local.set(key, value);
    };
    // The extension may be needed much later than the page was opened.
    return () =>
      accountStore(
        memoryTexts(texts),
        {
          get: async (key) => seen.get(key),
          store: (key, value) => (seen.set(key, value), save(), held),
          delete: async (key) => (seen.delete(key), save()),
        },
        undefined,
        { secretsReadAtMs, now: () => (clock += 1) },
      );
  };
  return {
    texts,
    local,
    open,
    page: () => open()(),
    hold: (until: Promise<void>) => void (held = until),
  };
}
