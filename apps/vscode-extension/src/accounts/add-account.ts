import { type ProviderAccount, failureOf, failureSentence } from "@leaseline/core";
import type { Prompts } from "../prompts/prompts.js";
import { type AccountKeys, type StoredAccount, accountTitle, providerNames } from "./account.js";
import type { AccountStore } from "./account-store.js";
import {
  type Field,
  type KeyPlace,
  askForFields,
  checkingKey,
  keepKeys,
  keyFields,
  keysFrom,
} from "./key-fields.js";

export interface AddAccountTools {
  readonly prompts: Prompts;
  readonly store: AccountStore;
  readonly connect: (id: string, keys: AccountKeys) => ProviderAccount;
  /** The account that is here already under the same identity. */
  readonly known: (identity: ProviderAccount["identity"]) => Promise<StoredAccount | null>;
  readonly keyPlace: KeyPlace;
  readonly newId: () => string;
  readonly retry: () => void;
  readonly updateKey: (account: string) => void;
}

/**
 * Asks for a provider, its keys and a name; checks the keys by a read, and keeps them only when it
 * succeeds. Resolves to the account, or null when there is none to keep.
 */
export async function addAccount(tools: AddAccountTools): Promise<StoredAccount | null> {
  const { prompts, store, connect, known, newId, retry, updateKey } = tools;
  const typed = await askForAccount(tools);
  if (!typed) return null;
  const { keys, label } = typed;
  const id = newId();
  const { provider } = keys;
  try {
    const made = connect(id, keys);
    const there = await known(made.identity);
    if (there) {
      prompts.tell({
        severity: "information",
        text: `The account is here already, as ${accountTitle(there)}. Nothing was added.`,
        actions: [{ label: "Update Key", run: () => updateKey(there.id) }],
      });
      return null;
    }
    await prompts.progress(checkingKey(provider), () => made.verify());
    const account: StoredAccount = { id, provider, label, sandbox: false, revision: "" };
    await keepKeys(store, account, keys);
    return account;
  } catch (error) {
    prompts.tell({
      severity: "error",
      text: `The account was not added. ${failureSentence(failureOf(error))}`,
      actions: [{ label: "Try Again", run: retry }],
    });
    return null;
  }
}

const nameField: Field = {
  name: "label",
  prompt: "A name for this account, to tell it from others",
  placeholder: "acme-dev",
  masked: false,
};

async function askForAccount({
  prompts,
  keyPlace,
}: Pick<AddAccountTools, "prompts" | "keyPlace">): Promise<{
  keys: AccountKeys;
  label: string;
} | null> {
  for (;;) {
    const provider = await prompts.pick<AccountKeys["provider"]>({
      title: "Add Account",
      placeholder: "Which provider is the account with?",
      canGoBack: false,
      choices: [
        { label: "Contiguity", description: "Lease API", value: "contiguity" },
        { label: "Sinch", description: "Numbers API", value: "sinch" },
      ],
    });
    if (provider.kind !== "answered") return null;
    const title = `Add Account: ${providerNames[provider.value]}`;
    const asked = [...keyFields(provider.value, keyPlace), nameField];
    const answers = await askForFields(title, asked, { prompts, canGoBack: true });
    if (answers.kind === "cancelled") return null;
    if (answers.kind === "answered")
      return {
        keys: keysFrom(provider.value, answers.value),
        label: answers.value.get("label") ?? "",
      };
  }
}
