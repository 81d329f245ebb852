import {
  failureOf,
  failureSentence,
  type LeaseFailure,
  type ProviderAccount,
} from "@leaseline/core";
import type { Answer, Prompts } from "../prompts/prompts.js";
import { type AccountKeys, type StoredAccount, providerNames } from "./account.js";
import type { AccountStore } from "./account-store.js";

export interface AddAccountTools {
  readonly prompts: Prompts;
  readonly store: AccountStore;
  readonly connect: (id: string, keys: AccountKeys) => ProviderAccount;
  readonly newId: () => string;
  readonly retry: () => void;
}

/**
 * Asks for a provider, its keys and a name; checks the keys by a read, and keeps them only when it
 * succeeds. Resolves to the account, or null when there is none to keep.
 */
export async function addAccount(tools: AddAccountTools): Promise<StoredAccount | null> {
  const { prompts, store, connect, newId } = tools;
  const typed = await askForAccount(prompts);
  if (!typed) return null;
  const { keys, label } = typed;
  const id = newId();
  try {
    const provider = connect(id, keys);
    await prompts.progress(`Checking the key with ${providerNames[keys.provider]}…`, () =>
      provider.verify(),
    );
  } catch (error) {
    tellRefused(failureOf(error), tools);
    return null;
  }
  const account: StoredAccount = { id, provider: keys.provider, label, sandbox: false };
  await store.add(account, keys);
  return account;
}

/** Fields in the order in which they are asked for, going back and forth. */
interface Field {
  readonly name: string;
  readonly prompt: string;
  readonly placeholder?: string;
  readonly masked: boolean;
}

const nameField: Field = {
  name: "label",
  prompt: "A name for this account, to tell it from others",
  placeholder: "acme-dev",
  masked: false,
};

const fields: Record<AccountKeys["provider"], readonly Field[]> = {
  contiguity: [
    { name: "apiKey", prompt: "API key", placeholder: "contiguity_sk_…", masked: true },
    nameField,
  ],
  sinch: [
    { name: "projectId", prompt: "Project ID", masked: false },
    { name: "keyId", prompt: "Access key ID", masked: true },
    { name: "keySecret", prompt: "Access key secret", masked: true },
    nameField,
  ],
};

async function askForAccount(
  prompts: Prompts,
): Promise<{ keys: AccountKeys; label: string } | null> {
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
    const answers = await askForFields(provider.value, prompts);
    if (answers === "cancelled") return null;
    if (answers !== "back") return toAccount(provider.value, answers);
  }
}

async function askForFields(
  provider: AccountKeys["provider"],
  prompts: Prompts,
): Promise<ReadonlyMap<string, string> | "back" | "cancelled"> {
  const asked = fields[provider];
  const answers = new Map<string, string>();
  let step = 0;
  for (let field = asked[step]; field; field = asked[step]) {
    const answer: Answer<string> = await prompts.type({
      title: `Add Account: ${providerNames[provider]} (${step + 1} of ${asked.length})`,
      prompt: field.prompt,
      placeholder: field.placeholder,
      masked: field.masked,
      canGoBack: true,
      check: (text) =>
        text.trim() === "" ? `${field.prompt.split(",")[0] ?? "This"} is needed.` : null,
    });
    if (answer.kind === "cancelled") return "cancelled";
    if (answer.kind === "answered") {
      answers.set(field.name, answer.value.trim());
      step += 1;
    } else if (step === 0) {
      return "back";
    } else {
      step -= 1;
    }
  }
  return answers;
}

function toAccount(provider: AccountKeys["provider"], answers: ReadonlyMap<string, string>) {
  const of = (name: string) => answers.get(name) ?? "";
  const keys: AccountKeys =
    provider === "contiguity"
      ? { provider, apiKey: of("apiKey") }
      : { provider, projectId: of("projectId"), keyId: of("keyId"), keySecret: of("keySecret") };
  return { keys, label: of("label") };
}

function tellRefused(failure: LeaseFailure, { prompts, retry }: AddAccountTools): void {
  prompts.tell({
    severity: "error",
    text: `The account was not added. ${failureSentence(failure)}`,
    actions: [{ label: "Try Again", run: retry }],
  });
}
