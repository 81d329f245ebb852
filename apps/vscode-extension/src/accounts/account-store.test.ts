import { describe, expect, it } from "vitest";
import type { AccountKeys, StoredAccount } from "./account.js";
import { accountStore } from "./account-store.js";

const account: StoredAccount = {
  id: "first",
  provider: "sinch",
  label: "acme",
  sandbox: false,
  revision: "",
};
const keys: AccountKeys = { provider: "sinch", projectId: "p-1", keyId: "k-1", keySecret: "s-1" };

/** What the editor keeps, in the open and in secret. */
function editor() {
  const open = new Map<string, string>();
  const secret = new Map<string, string>();
  const store = accountStore(
    {
      read: () => open,
      write: (id, text) => void open.set(id, text),
      remove: (id) => void open.delete(id),
      onChange: () => {},
    },
    {
      get: async (key) => secret.get(key),
      store: async (key, value) => void secret.set(key, value),
      delete: async (key) => void secret.delete(key),
    },
  );
  return { store, open, secret };
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

  it("has no keys where the secret is gone or not readable", async () => {
    const { store, secret } = editor();
    await store.put(account, keys);
    for (const key of secret.keys()) secret.set(key, "{ not json");
    expect(await store.keys("first")).toBeNull();
    secret.clear();
    expect(await store.keys("first")).toBeNull();
  });
});
