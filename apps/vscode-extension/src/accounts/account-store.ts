import { type ProviderDescriptor, providers } from "@leaseline/core";
import {
  type AccountKeys,
  type StoredAccount,
  keyMarkName,
  readKeys,
  storedAccount,
} from "./account.js";
import { secretKey } from "./account-place.js";

/** A text for each account, the same in every window and profile. */
export interface AccountTexts {
  /** By the account's id. */
  read(): ReadonlyMap<string, string>;
  write(id: string, text: string): void;
  remove(id: string): void;
  /** Sees at once what other windows have done. */
  look(): void;
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
  /**
   * Null when there are none, or they cannot be read; `elsewhere` when another window has kept them, and this one
   * cannot see that. Rejects where secret storage does not work.
   */
  keys(id: string): Promise<AccountKeys | "elsewhere" | null>;
  /**
   * Whether another page of the browser has kept a key that this one does not know. Each page writes all that it
   * knows, so that to keep or delete one here would drop that: the page has to be loaded again first.
   * @param id - of the account whose own key it is about.
   */
  isBehind(id: string): Promise<boolean>;
  /** Adds an account. Sandbox accounts have no keys to keep. */
  put(account: StoredAccount, keys: AccountKeys | null): Promise<void>;
  /** Other keys in the place of its own; its name and its mark stay as they are by then. Null when it is gone. */
  replaceKeys(id: string, keys: AccountKeys): Promise<StoredAccount | null>;
  /** Changes what it is called, or its mark; its keys stay. Null when it is gone. */
  change(
    id: string,
    changes: Partial<Pick<StoredAccount, "label" | "production">>,
  ): StoredAccount | null;
  /** Forgets an account with its keys; rejects, and leaves it, where they cannot be deleted. */
  remove(id: string): Promise<void>;
  /**
   * Whether somebody else has changed the secret of an account that is here. This window's own changes, and accounts
   * that another window adds or removes, are told by {@link AccountStore.onChange}.
   * @param secret - the one that the editor reports as changed; once for each report.
   */
  isNews(secret: string): boolean;
  /** Is told when an account has come, gone or changed, in whichever window. */
  onChange(listener: () => void): void;
}

export interface SecretsSeen {
  /**
   * When this window has read the secrets, as a page of a browser does once: what another one keeps later it does
   * not see, and must not take for gone, nor go on with a key that was replaced. Undefined where it sees them all.
   */
  readonly secretsReadAtMs?: number | undefined;
  readonly now?: () => number;
}

export function accountStore(
  texts: AccountTexts,
  secrets: SecretStorage,
  known: readonly ProviderDescriptor[] = providers,
  { secretsReadAtMs, now = Date.now }: SecretsSeen = {},
): AccountStore {
  const read = () => [...texts.read()].flatMap(([id, text]) => readAccount(id, text, known) ?? []);
  /** The marks of the keys that this window has kept itself. */
  const own = new Set<unknown>();
  /** The secrets that this window has kept itself, and has not been told of yet. */
  const untold = new Set<string>();
  let writing: Promise<unknown> = Promise.resolve();
  /** Kept here, or before this page read what there was. */
  const isSeen = (mark: string) =>
    own.has(mark) || secretsReadAtMs === undefined || Number.parseInt(mark, 10) < secretsReadAtMs;
  const isUnseen = async ({ id, keyMark }: StoredAccount): Promise<boolean> => {
    if (keyMark === undefined || isSeen(keyMark)) return false;
    return markOf(parseJson(await secrets.get(secretKey(id)))) !== keyMark;
  };
  const isBehind = async (id: string): Promise<boolean> => {
    const others = read().filter((account) => account.id !== id);
    return (await Promise.all(others.map(isUnseen))).includes(true);
  };
  const checkCurrent = async (id: string) => {
    if (await isBehind(id)) throw new Error("another page's key would be dropped");
  };
  /** @returns the mark that says which keys the account beside them means. */
  const storeKeys = async (id: string, keys: AccountKeys): Promise<string> => {
    await checkCurrent(id);
    const keyMark = `${now()} ${crypto.randomUUID()}`;
    own.add(keyMark);
    const secret = secretKey(id);
    untold.add(secret);
    try {
      await secrets.store(secret, JSON.stringify({ ...keys, [keyMarkName]: keyMark }));
    } catch (error) {
      untold.delete(secret);
      throw error;
    }
    return keyMark;
  };
  // Never the same text twice, so that every window hears of keys that were replaced.
  const write = <Account extends StoredAccount>(account: Account): Account => {
    texts.write(account.id, JSON.stringify({ ...account, revision: crypto.randomUUID() }));
    return account;
  };
  const find = (id: string) => read().find((one) => one.id === id);
  const change = (id: string, changes: Partial<StoredAccount>): StoredAccount | null => {
    // Otherwise the last change of another window would be overwritten.
    texts.look();
    const account = find(id);
    return account ? write({ ...account, ...changes }) : null;
  };
  // The key first: an account without one would only fail.
  const put = async (account: StoredAccount, keys: AccountKeys | null) =>
    void write(keys ? { ...account, keyMark: await storeKeys(account.id, keys) } : account);
  const replaceKeys = async (id: string, keys: AccountKeys) => {
    if (!find(id)) return null;
    const changed = change(id, { keyMark: await storeKeys(id, keys) });
    // The account was removed while its keys were being stored: nobody else would ever delete them.
    if (!changed) await secrets.delete(secretKey(id));
    return changed;
  };
  const inTurn = <Result>(work: Promise<Result>): Promise<Result> => {
    writing = Promise.allSettled([writing, work]);
    return work;
  };
  return {
    list: () => read().toSorted(byName),
    keys: async (id) => {
      // While only one of the two is written, the key and the text do not agree.
      await writing;
      const kept = parseJson(await secrets.get(secretKey(id)));
      const keys = readKeys(kept, known);
      if (secretsReadAtMs === undefined) return keys;
      const meant = find(id)?.keyMark;
      if (meant === undefined || markOf(kept) === meant) return keys;
      return keys || !isSeen(meant) ? "elsewhere" : null;
    },
    isBehind,
    put: (account, keys) => inTurn(put(account, keys)),
    replaceKeys: (id, keys) => inTurn(replaceKeys(id, keys)),
    change,
    remove: async (id) => {
      await checkCurrent(id);
      const account = find(id);
      texts.remove(id);
      try {
        await secrets.delete(secretKey(id));
      } catch (error) {
        // Of one that is gone nobody would delete the keys any more.
        if (account) write(account);
        throw error;
      }
    },
    isNews: (secret) => !untold.delete(secret) && read().some(({ id }) => secretKey(id) === secret),
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

/** As a person counts: team 2 before team 10. Nothing is loaded for it where there is one account. */
function byName(left: StoredAccount, right: StoredAccount): number {
  return nameOf(left).localeCompare(nameOf(right), undefined, { numeric: true });
}

const nameOf = ({ provider, label, id }: StoredAccount) => `${provider} ${label} ${id}`;

const markOf = (kept: unknown): unknown => Object(kept)[keyMarkName];

function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}
