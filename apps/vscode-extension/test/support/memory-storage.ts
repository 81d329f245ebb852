import type { AccountTexts, SecretStorage } from "../../src/accounts/account-store.js";

/** What an editor keeps across reloads, for as long as a test runs. */
export function memoryState() {
  const kept = new Map<string, unknown>();
  return {
    get: (key: string): unknown => kept.get(key),
    update: async (key: string, value: unknown) => {
      // As it is read again after a reload.
      kept.set(key, JSON.parse(JSON.stringify(value)));
    },
  };
}

/** The texts of accounts, kept in `texts`. */
export function memoryTexts(texts: Map<string, string>): AccountTexts {
  return {
    read: () => texts,
    write: (id, text) => void texts.set(id, text),
    remove: (id) => void texts.delete(id),
    look: () => {},
    onChange: () => {},
  };
}

/** Secret storage that keeps everything in `secrets`. */
export function memorySecrets(secrets: Map<string, string>): SecretStorage {
  return {
    get: async (key) => secrets.get(key),
    store: async (key, value) => void secrets.set(key, value),
    delete: async (key) => void secrets.delete(key),
  };
}
