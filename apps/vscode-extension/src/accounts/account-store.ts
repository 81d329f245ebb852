import * as z from "zod/mini";
import { type AccountKeys, type StoredAccount, accountKeys, storedAccount } from "./account.js";
import { accountsKey } from "./storage-key.js";

/** The parts of the editor's memento and secret storage that are used. */
export interface Storage {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

export interface SecretStorage {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
}

/** Which accounts there are, and their keys. */
export interface AccountStore {
  list(): readonly StoredAccount[];
  /** Null when there are none, or they cannot be read. */
  keys(id: string): Promise<AccountKeys | null>;
  /** Sandbox accounts have no keys to keep. */
  add(account: StoredAccount, keys: AccountKeys | null): Promise<void>;
  remove(id: string): Promise<void>;
}

export function accountStore(storage: Storage, secrets: SecretStorage): AccountStore {
  const list = () => {
    const parsed = z.array(storedAccount).safeParse(storage.get(accountsKey) ?? []);
    return parsed.success ? parsed.data : [];
  };
  return {
    list,
    keys: async (id) => {
      const text = await secrets.get(secretKey(id));
      const parsed = accountKeys.safeParse(parseJson(text));
      return parsed.success ? parsed.data : null;
    },
    add: async (account, keys) => {
      // The key first: an account without one would only fail.
      if (keys) await secrets.store(secretKey(account.id), JSON.stringify(keys));
      await storage.update(accountsKey, [...list().filter(({ id }) => id !== account.id), account]);
    },
    remove: async (id) => {
      await storage.update(
        accountsKey,
        list().filter((account) => account.id !== id),
      );
      await secrets.delete(secretKey(id));
    },
  };
}

function secretKey(id: string): string {
  return `leaseline.account.${id}`;
}

function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}
