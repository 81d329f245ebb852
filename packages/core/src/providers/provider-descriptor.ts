import type { AccountId, ProviderId } from "../domain/account.js";
import type { Exchange } from "../http/api.js";
import type { Transport } from "../http/transport.js";
import type { ProviderAccount, ProviderCapabilities, SearchFilter } from "./provider-account.js";

/** One provider as data: what front ends ask, keep, set and say about it follows from this. */
export interface ProviderDescriptor {
  readonly id: ProviderId;
  /** As the provider writes it. */
  readonly name: string;
  /** What of the provider is used, in its words: `"Numbers API"`. */
  readonly product: string;
  /** What gets an account in, in the order in which it is asked for. */
  readonly keys: readonly KeyField[];
  /** Where it is reached, the API first. */
  readonly addresses: readonly ProviderAddress[];
  readonly identifiedBy: IdentifyingKey;
  readonly capabilities: ProviderCapabilities;
  readonly filters: readonly SearchFilter[];
  /** How a text is sent from a leased number: one for each language. */
  readonly snippets: readonly Snippet[];
  /**
   * An account that can be talked to. Sends nothing.
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

/** One of the values that get an account in. */
export interface KeyField {
  /** In `create`, and where it is kept. */
  readonly name: string;
  /** What the provider calls it, as within a sentence: `"access key ID"`. */
  readonly words: string;
  /** Whether it is hidden while it is typed. */
  readonly secret: boolean;
  /** The variable that gives it in the environment, as the provider's own tools read it. */
  readonly variable: string;
  /** What a person sees of one before it is typed. */
  readonly placeholder?: string;
  /** What every one looks like, where that tells it from other text: with the `g` flag. */
  readonly form?: RegExp;
}

/** An address that can be another one than the provider's own. */
export interface ProviderAddress {
  /** In {@link SharedOptions.addresses}, and in the editor's settings after the provider's id. */
  readonly name: string;
  /** What is there, as within a sentence: `"the provider's token server"`. */
  readonly words: string;
  readonly default: string;
  /** The variable that gives another one in the environment. */
  readonly variable: string;
}

/**
 * What tells an account from every other at the provider: one of its keys as it is, or a fingerprint of one where
 * none of them names the account. Another key of the same account has another fingerprint.
 */
export interface IdentifyingKey {
  readonly key: string;
  readonly as: "itself" | "fingerprint";
}

export type NamedTexts = Readonly<Record<string, string | undefined>>;

/** What an account at any provider is made with, beside its keys. */
export interface SharedOptions {
  readonly account: AccountId;
  /** By {@link ProviderAddress.name}; those left out, or empty, are the provider's own. */
  readonly addresses?: NamedTexts | undefined;
  /** What carries the requests: on Node `nodeTransport`, elsewhere `fetch`, which leases nothing unless it is told to. */
  readonly transport?: Transport | undefined;
  /** For each try of a request, from the connection to the last byte. */
  readonly timeoutMs?: number | undefined;
  /** Told of every exchange; what it is told can be logged. */
  readonly onExchange?: ((exchange: Exchange) => void) | undefined;
}
