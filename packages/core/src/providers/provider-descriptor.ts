import type { AccountId, ProviderId } from "../domain/account.js";
import type { ConnectionOptions } from "../http/api.js";
import type { ProviderAccount, ProviderCapabilities, SearchFilter } from "./provider-account.js";

/** One provider as data. Front ends derive their questions, settings, storage and wording from it. */
export interface ProviderDescriptor {
  /** Lower case: in identities, in settings and in names of files. */
  readonly id: ProviderId;
  /** As the provider writes it. */
  readonly name: string;
  /** The API that is used, as the provider calls it: `"Numbers API"`. */
  readonly product: string;
  /** The credentials of an account, in the order in which they are asked for. */
  readonly keys: readonly KeyField[];
  /** Its addresses, the API first. */
  readonly addresses: readonly ProviderAddress[];
  readonly identifiedBy: IdentifyingKey;
  readonly capabilities: ProviderCapabilities;
  readonly filters: readonly SearchFilter[];
  /** Code that sends a text from a leased number, one for each language. */
  readonly snippets: readonly Snippet[];
  /**
   * Makes an account. Sends nothing.
   * @param keys - by {@link KeyField.name}.
   * @throws {LeaseError} `bad-input` for an unusable key or address.
   */
  create(keys: NamedTexts, shared: SharedOptions): ProviderAccount;
}

/** Code that sends a text, with the provider's own SDK where there is one. */
export interface Snippet {
  readonly language: "javascript" | "python" | "shell";
  /** The command that installs what it needs; null for nothing. */
  readonly needs: string | null;
  /** With `{number}`, `{to}` and `{message}` where they belong; keys come from the environment. */
  readonly text: string;
}

/** One of an account's credentials. */
export interface KeyField {
  /** Its name in `create`, and in storage. */
  readonly name: string;
  /** What the provider calls it, as within a sentence: `"access key ID"`. */
  readonly words: string;
  /** Whether it is masked while it is typed. */
  readonly secret: boolean;
  /** The environment variable that the provider's own tools read it from. */
  readonly variable: string;
  /** The placeholder of an empty input. */
  readonly placeholder?: string;
  /** Its format, if that distinguishes it from other text: with the `g` flag. */
  readonly form?: RegExp;
}

/** An address that can be overridden. */
export interface ProviderAddress {
  /** In {@link SharedOptions.addresses}, and in the editor's settings after the provider's id. */
  readonly name: string;
  /** What is there, as within a sentence: `"the provider's token server"`. */
  readonly words: string;
  /** The provider's own: https, without a slash at its end. */
  readonly default: string;
  /** The environment variable that overrides it. */
  readonly variable: string;
}

/**
 * What identifies an account at the provider: one of its keys as it is, or a fingerprint of one if none of them
 * names the account. Another key of the same account has another fingerprint.
 */
export interface IdentifyingKey {
  /** Its {@link KeyField.name}. */
  readonly key: string;
  readonly as: "itself" | "fingerprint";
}

/** Texts by name, such as keys; undefined is as good as left out. */
export type NamedTexts = Readonly<Record<string, string | undefined>>;

/** What an account at any provider is made with, besides its keys. */
export interface SharedOptions extends ConnectionOptions {
  readonly account: AccountId;
  /** By {@link ProviderAddress.name}; those left out, or empty, are the provider's own. */
  readonly addresses?: NamedTexts | undefined;
}
