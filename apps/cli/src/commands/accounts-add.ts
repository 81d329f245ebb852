import type { ProviderDescriptor, ProviderId } from "@leaseline/core";
import { descriptorOf, keysFrom } from "../accounts/account-keys.js";
import { connectWith } from "../accounts/connect.js";
import { environmentAccounts, openAccountStore } from "../accounts/accounts.js";
import type { Command, Context } from "../command.js";
import { usage } from "../command-error.js";
import type { Documents } from "../documents/documents.js";

export interface AddOptions {
  readonly provider: ProviderId;
  readonly id?: string | undefined;
}

/** Takes the keys where nobody can read them, tries them, and keeps them in the keychain. */
export const addAccount: Command<AddOptions, Documents["accounts add"]> = {
  run: async (context, { provider, id = provider }) => {
    const { environment, signal, terminal } = context;
    if (!/^[A-Za-z0-9][\w.-]{0,63}$/.test(id))
      throw usage(`“${id}” cannot name an account: letters, digits, dots and dashes can.`);
    if (environmentAccounts(environment).some((account) => account.id === id))
      throw usage(
        `The environment already defines an account ${id}. Add this one under another name, with --id.`,
      );
    const store = openAccountStore(context);
    await store.checkNew(id);
    // The addresses are kept with the keys: they go to no other one later.
    const descriptor = descriptorOf(provider);
    const keys = keysFrom(descriptor, await typedKeys(descriptor, context), environment);
    terminal.progress("Trying the keys …");
    await connectWith(id, keys, environment).verify({ signal });
    await store.add(id, keys);
    return { document: { account: { id, provider, source: "keychain" } } };
  },
  text: ({ account: { id } }, style) =>
    `${style.good("Added.")} The account ${id} is in this machine's keychain.`,
};

async function typedKeys(
  { keys: names }: ProviderDescriptor,
  { terminal }: Context,
): Promise<readonly string[]> {
  if (!terminal.interactive) {
    const wanted = `a line each: ${names.map(({ words }) => words).join(", ")}.`;
    terminal.progress(`Reading from stdin, ${wanted}`);
    const lines = await terminal.inputLines();
    if (lines.length === names.length) return lines;
    throw usage(`On stdin there has to be, ${wanted}`);
  }
  const typed: string[] = [];
  for (const { words, secret } of names) {
    const question = `${words[0]?.toUpperCase()}${words.slice(1)}`;
    typed.push(await (secret ? terminal.askSecret(question) : terminal.ask(question)));
  }
  return typed;
}
