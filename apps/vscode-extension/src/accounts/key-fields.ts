import {
  type AccountIdentity,
  LeaseError,
  type ProviderAccount,
  type ProviderDescriptor,
  phrase,
} from "@leaseline/core";
import type { Answer, Prompts } from "../prompts/prompts.js";
import type { AccountKeys, StoredAccount } from "./account.js";
import type { AccountStore } from "./account-store.js";
import { asBeginning, translate } from "../words/translate.js";

/** Fields in the order in which they are asked for, going back and forth. */
export interface Field {
  readonly name: string;
  readonly prompt: string;
  /** Why that cannot be it; null where it can. */
  readonly problem: (text: string) => string | null;
  readonly placeholder?: string | undefined;
  readonly masked: boolean;
}

/** What it takes to ask for keys, to try them and to keep them. */
export interface KeyTools {
  readonly prompts: Prompts;
  readonly store: AccountStore;
  readonly connect: (id: string, keys: AccountKeys) => ProviderAccount;
  /** The account that is here already under the same identity. */
  readonly known: (identity: AccountIdentity) => Promise<StoredAccount | null>;
  readonly keyPlace: KeyPlace;
  readonly retry: () => void;
}

/** Where the editor keeps secrets: it matters to whoever is about to type one. */
export type KeyPlace = "desktop" | "browser";

const kept: Record<KeyPlace, string> = {
  desktop: phrase(
    "It is kept in the editor's secret storage, which is as safe as this computer's keyring: without one, whoever reads your files can read it.",
  ),
  browser: phrase("It is kept in this browser, where whoever can open this page can use it."),
};

/** What is asked for; with the first thing that is secret, where it will be. */
export function keyFields({ keys }: ProviderDescriptor, place: KeyPlace): readonly Field[] {
  const firstSecret = keys.findIndex(({ secret }) => secret);
  return keys.map(({ name, words, placeholder, secret }, index) => {
    const prompt = asBeginning(translate(words));
    return {
      name,
      prompt: index === firstSecret ? `${prompt}. ${translate(kept[place])}` : prompt,
      problem: (text) =>
        text.trim() === "" ? translate("{0} is needed.", prompt.split(/[,.]/)[0] ?? prompt) : null,
      placeholder,
      masked: secret,
    };
  });
}

/** Asks for one field after the other; Back at the first goes to where it was asked from. */
export async function askForFields(
  title: string,
  asked: readonly Field[],
  { prompts, canGoBack }: { readonly prompts: Prompts; readonly canGoBack: boolean },
): Promise<Answer<ReadonlyMap<string, string>>> {
  const answers = new Map<string, string>();
  let step = 0;
  for (let field = asked[step]; field; field = asked[step]) {
    const { name, prompt, problem, placeholder, masked } = field;
    const answer = await prompts.type({
      title: translate("{0} ({1} of {2})", title, step + 1, asked.length),
      prompt,
      placeholder,
      masked,
      canGoBack: canGoBack || step > 0,
      check: problem,
    });
    if (answer.kind === "answered") {
      answers.set(name, answer.value.trim());
      step += 1;
    } else if (answer.kind === "cancelled" || step === 0) return answer;
    else step -= 1;
  }
  return { kind: "answered", value: answers };
}

export function keysFrom(
  { id, keys }: ProviderDescriptor,
  answers: ReadonlyMap<string, string>,
): AccountKeys {
  const texts = Object.fromEntries(keys.map(({ name }) => [name, answers.get(name) ?? ""]));
  return { ...texts, provider: id };
}

export function checkingKey({ name }: ProviderDescriptor): string {
  return translate("Checking the key with {0}…", name);
}

/** @throws LeaseError when secret storage does not take them. */
export function keepKeys<Kept>(keep: () => Promise<Kept>): Promise<Kept> {
  return inSecret(keep, phrase("The editor's secret storage did not take the key."));
}

/** @throws LeaseError when secret storage does not give them up. */
export function deleteKeys(remove: () => Promise<void>): Promise<void> {
  return inSecret(remove, phrase("The editor's secret storage did not delete the key."));
}

async function inSecret<Done>(work: () => Promise<Done>, reason: string): Promise<Done> {
  try {
    return await work();
  } catch (cause) {
    throw new LeaseError({ kind: "bad-input", field: "keys", reason }, { cause });
  }
}
