import { type ProviderDescriptor, providers } from "@leaseline/core";
import { type AccountKeys, type StoredAccount, readKeys, storedAccount } from "./account.js";

/** A text for each account, the same in every window and profile. */
export interface AccountTexts {
  /** By the account's id. */
  read(): ReadonlyMap<string, string>;
  write(id: string, text: string): void;
  remove(id: string): void;
  /** Is told of what any window has done, within two seconds. */
  onChange(listener: () => void): void;
}

/** The parts of the editor's secret storage that are used. */
export interface SecretStorage {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
}

/** Which accounts there are, and their keys. */
export interface AccountStore {
  list(): readonly StoredAccount[];
  /** Null when there are none, or they cannot be read. Rejects where secret storage does not work. */
  keys(id: string): Promise<AccountKeys | null>;
  /** Adds an account, or puts other keys in the place of its own. Sandbox accounts have no keys to keep. */
  put(account: StoredAccount, keys: AccountKeys | null): Promise<void>;
  remove(id: string): Promise<void>;
  /** Is told when an account has come, gone or changed, in whichever window. */
  onChange(listener: () => void): void;
}

export function accountStore(
  texts: AccountTexts,
  secrets: SecretStorage,
  known: readonly ProviderDescriptor[] = providers,
): AccountStore {
  return {
    list: () =>
      [...texts.read()]
        .flatMap(([id, text]) => readAccount(id, text, known) ?? [])
        .toSorted(byName),
    keys: async (id) => readKeys(parseJson(await secrets.get(secretKey(id))), known),
    put: async (account, keys) => {
      // The key first: an account without one would only fail.
      if (keys) await secrets.store(secretKey(account.id), JSON.stringify(keys));
      // Never the same text twice, so that every window hears of keys that were replaced.
      texts.write(account.id, JSON.stringify({ ...account, revision: crypto.randomUUID() }));
    },
    remove: async (id) => {
      texts.remove(id);
      await secrets.delete(secretKey(id));
    },
    onChange: (listener) => texts.onChange(listener),
  };
}

/** One that this version does not understand stays where it is, and is not shown. */
function readAccount(
  id: string,
  text: string,
  known: readonly ProviderDescriptor[],
): StoredAccount | null {
  const { data } = storedAccount.safeParse(parseJson(text));
  return data?.id === id && known.some((one) => one.id === data.provider) ? data : null;
}

function byName(left: StoredAccount, right: StoredAccount): number {
  const [a, b] = [nameOf(left), nameOf(right)];
  return a < b ? -1 : a > b ? 1 : 0;
}

function nameOf({ provider, label, id }: StoredAccount): string {
  return `${provider} ${label} ${id}`;
}

/** What all keys of secret storage begin with. */
export const secretPrefix = "leaseline.account.";

function secretKey(id: string): string {
  return secretPrefix + id;
}

function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}
