import { type ProviderDescriptor, failureOf, providers } from "@leaseline/core";
import {
  type AccountKeys,
  type StoredAccount,
  accountTitle,
  accountNameProblem,
} from "./account.js";
import {
  type Field,
  type KeyTools,
  askForFields,
  checkingKey,
  keepKeys,
  keyFields,
  keysFrom,
} from "./key-fields.js";
import { failureSentence, translate } from "../words/translate.js";

export interface AddAccountTools extends KeyTools {
  readonly newId: () => string;
  readonly updateKey: (account: string) => void;
  /** All that there are when left out. */
  readonly providers?: readonly ProviderDescriptor[];
}

/**
 * Asks for a provider, its keys and a name; checks the keys by a read, and keeps them only when it
 * succeeds. Resolves to the account, or null when there is none to keep.
 */
export async function addAccount(tools: AddAccountTools): Promise<StoredAccount | null> {
  const { prompts, store, connect, known, newId, retry, updateKey } = tools;
  const typed = await askForAccount(tools);
  if (!typed) return null;
  const { descriptor, keys, label } = typed;
  const id = newId();
  const { provider } = keys;
  try {
    const made = connect(id, keys);
    const there = await known(made.identity);
    if (there) {
      prompts.tell({
        text: translate(
          "The account is here already, as {0}. Nothing was added.",
          accountTitle(there),
        ),
        actions: [{ label: translate("Update Key"), run: () => updateKey(there.id) }],
      });
      return null;
    }
    await prompts.progress(checkingKey(descriptor), () => made.verify());
    const account: StoredAccount = {
      id,
      provider,
      label,
      sandbox: false,
      production: false,
      revision: "",
    };
    await keepKeys(() => store.put(account, keys));
    return account;
  } catch (error) {
    prompts.tell({
      severity: "error",
      text: `${translate("The account was not added.")} ${failureSentence(failureOf(error))}`,
      actions: [{ label: translate("Try Again"), run: retry }],
    });
    return null;
  }
}

function nameField(): Field {
  return {
    name: "label",
    prompt: translate("A name for this account, to tell it from others"),
    problem: accountNameProblem,
    placeholder: "acme-dev",
    masked: false,
  };
}

async function askForAccount({
  prompts,
  keyPlace,
  providers: known = providers,
}: Pick<AddAccountTools, "prompts" | "keyPlace" | "providers">): Promise<{
  descriptor: ProviderDescriptor;
  keys: AccountKeys;
  label: string;
} | null> {
  for (;;) {
    const provider = await prompts.pick<ProviderDescriptor>({
      title: translate("Add Account"),
      placeholder: translate("Which provider is the account with?"),
      canGoBack: false,
      choices: known.map((one) => ({
        label: one.name,
        description: translate(one.product),
        value: one,
      })),
    });
    if (provider.kind !== "answered") return null;
    const title = translate("Add Account: {0}", provider.value.name);
    const asked = [...keyFields(provider.value, keyPlace), nameField()];
    const answers = await askForFields(title, asked, { prompts, canGoBack: true });
    if (answers.kind === "cancelled") return null;
    if (answers.kind === "answered")
      return {
        descriptor: provider.value,
        keys: keysFrom(provider.value, answers.value),
        label: answers.value.get("label") ?? "",
      };
  }
}
