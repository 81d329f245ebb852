import { join } from "node:path";
import { type ProviderDescriptor, providers } from "@leaseline/core";
import { inTurn, lockFile, writeWhole } from "@leaseline/core/node";
import * as z from "zod/mini";
import { CommandError, usage } from "../command-error.js";
import { readJsonFile } from "../state/read-json-file.js";
import { type AccountKeys, descriptorOf, readKeys } from "./account-keys.js";
import type { Keychain } from "./keychain.js";

const kept = z.strictObject({
  accounts: z.array(z.strictObject({ id: z.string(), provider: z.string() })),
});

/** An account whose keys are in the keychain. */
export type KeptAccount = z.infer<typeof kept>["accounts"][number];

/** Which accounts were added: their names in `accounts.json`, and their keys in the keychain only. */
export interface AccountStore {
  /** @throws {CommandError} `bad-config` when the file is not understood. */
  list(): readonly KeptAccount[];
  /** @throws {CommandError} `keychain-unavailable`, `bad-credentials` when there are none or they are not understood. */
  keys(account: KeptAccount): Promise<AccountKeys>;
  /** @throws {CommandError} `usage` where there is one of that name that has keys; as {@link AccountStore.keys}. */
  checkNew(id: string): Promise<void>;
  /**
   * Of one that was left without keys, they take its place.
   * @throws {CommandError} as {@link AccountStore.checkNew}; `usage` while another command adds or removes it.
   */
  add(id: string, keys: AccountKeys): Promise<void>;
  /**
   * @param check - throws where the account has to stay, which it does with its keys then.
   * @throws {CommandError} `usage` while another command adds or removes it.
   */
  remove(id: string, check: () => Promise<void>): Promise<void>;
}

export function accountStore(
  folder: string,
  keychain: Keychain,
  known: readonly ProviderDescriptor[] = providers,
): AccountStore {
  const path = join(folder, "accounts.json");
  const list = () => {
    const parsed = kept.safeParse(readJsonFile(path, { accounts: [] }));
    if (parsed.success) return parsed.data.accounts;
    const reason = `${path} is not understood. Nothing was sent.`;
    throw new CommandError({ kind: "bad-config", reason }, { cause: parsed.error });
  };
  const cannotWrite = (cause: unknown) =>
    new CommandError({ kind: "io", reason: `${path} cannot be written.` }, { cause });
  /**
   * One at a time, on the accounts as they are then: of two commands at once, one would drop what the other has added.
   */
  const change = async (changed: (accounts: readonly KeptAccount[]) => readonly KeptAccount[]) => {
    try {
      await inTurn(join(folder, "accounts.lock"), () => {
        const accounts = changed(list());
        writeWhole(path, `${JSON.stringify({ accounts }, null, 2)}\n`);
      });
    } catch (cause) {
      throw cause instanceof CommandError ? cause : cannotWrite(cause);
    }
  };
  const without = (id: string) => (all: readonly KeptAccount[]) =>
    all.filter((account) => account.id !== id);
  /** One command at a time for each name: the keychain may wait for a person, and others need not wait for that. */
  const alone = async (id: string, work: () => Promise<void>) => {
    let held;
    try {
      held = lockFile(join(folder, `accounts.${id}.lock`));
    } catch (cause) {
      throw cannotWrite(cause);
    }
    if (!held)
      throw usage(
        `Another command is adding or removing the account ${id} just now. Nothing was changed.`,
      );
    try {
      await work();
    } finally {
      held.close();
    }
  };
  const keysOf = async ({ id, provider }: KeptAccount) =>
    readKeys(descriptorOf(provider, known), parseJson(await keychain.read(id)));
  const checkNew = async (id: string) => {
    const kept = list().find((account) => account.id === id);
    // Of one without keys there is nothing to be lost.
    if (kept && (await keysOf(kept)))
      throw usage(`There is an account ${id} already. Remove it first.`);
  };

  return {
    list,
    checkNew,
    keys: async (account) => {
      const keys = await keysOf(account);
      if (keys) return keys;
      const { id, provider } = account;
      throw new CommandError({
        kind: "bad-credentials",
        reason: `The keychain holds no keys for the account ${id}. Add them with “leaseline accounts add ${provider} --id ${id}”.`,
      });
    },
    add: (id, keys) =>
      alone(id, async () => {
        await checkNew(id);
        // The name first, so that no key is left behind that no command shows, whatever ends this in between.
        await change((all) => [...without(id)(all), { id, provider: keys.provider }]);
        try {
          await keychain.keep(id, JSON.stringify(keys));
        } catch (error) {
          // An account without keys would only fail.
          await change(without(id));
          throw error;
        }
      }),
    remove: (id, check) =>
      alone(id, async () => {
        const kept = list().filter((account) => account.id === id);
        await check();
        const secret = await keychain.read(id);
        await keychain.remove(id);
        await change(without(id));
        try {
          // A person may have been asked to unlock the keychain: something may have been begun meanwhile. Whoever finds
          // the account gone begins nothing any more.
          await check();
        } catch (error) {
          await change((all) => [...all, ...kept]);
          if (secret !== null) await keychain.keep(id, secret);
          throw error;
        }
      }),
  };
}

function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}
