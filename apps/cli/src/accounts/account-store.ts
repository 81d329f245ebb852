import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ProviderDescriptor, providers } from "@leaseline/core";
import * as z from "zod/mini";
import { CommandError } from "../command-error.js";
import { readJsonFile } from "../state/read-json-file.js";
import { inTurn } from "../state/state-folder.js";
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
  /** @throws {CommandError} `usage` where there is one of that name. */
  checkNew(id: string): void;
  /** @throws {CommandError} as {@link AccountStore.checkNew}, also where another command has added it meanwhile. */
  add(id: string, keys: AccountKeys): Promise<void>;
  remove(id: string): Promise<void>;
}

export function accountStore(
  folder: string,
  keychain: Keychain,
  known: readonly ProviderDescriptor[] = providers,
): AccountStore {
  const path = join(folder, "accounts.json");
  const list = () => {
    let parsed;
    try {
      parsed = kept.parse(readJsonFile(path) ?? { accounts: [] });
    } catch (cause) {
      throw new CommandError(
        { kind: "bad-config", reason: `${path} is not understood. Nothing was sent.` },
        { cause },
      );
    }
    return parsed.accounts;
  };
  /** In its turn, and as they are then: of two commands at once one would drop what the other has added. */
  const change = async (changed: (accounts: readonly KeptAccount[]) => readonly KeptAccount[]) => {
    try {
      await inTurn(join(folder, "accounts.lock"), () => {
        const accounts = changed(list());
        // All of it or nothing: a file that is half written would lose the others.
        const next = `${path}.new`;
        writeFileSync(next, `${JSON.stringify({ accounts }, null, 2)}\n`, { mode: 0o600 });
        renameSync(next, path);
      });
    } catch (cause) {
      if (cause instanceof CommandError) throw cause;
      throw new CommandError({ kind: "io", reason: `${path} cannot be written.` }, { cause });
    }
  };
  const without = (id: string) => change((all) => all.filter((account) => account.id !== id));
  const checkNew = (id: string) => {
    if (list().some((account) => account.id === id))
      throw new CommandError({
        kind: "usage",
        reason: `There is an account ${id} already. Remove it first.`,
      });
  };

  return {
    list,
    checkNew,
    keys: async ({ id, provider }) => {
      const descriptor = descriptorOf(provider, known);
      const keys = readKeys(descriptor, parseJson(await keychain.read(id)));
      if (keys) return keys;
      throw new CommandError({
        kind: "bad-credentials",
        reason: `The keychain holds no keys for the account ${id}. Remove it with “leaseline accounts remove ${id}”, and add it again.`,
      });
    },
    add: async (id, keys) => {
      // The name first: of two commands at once one would put its keys in the place of the other's.
      await change((all) => {
        checkNew(id);
        return [...all, { id, provider: keys.provider }];
      });
      try {
        await keychain.keep(id, JSON.stringify(keys));
      } catch (error) {
        // An account without keys would only fail.
        await without(id);
        throw error;
      }
    },
    remove: async (id) => {
      list();
      await keychain.remove(id);
      await without(id);
    },
  };
}

function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}
