import { providers } from "./providers.js";

/** A provider's name, as in the product. */
export type ProviderName = keyof typeof providers;

// The keys are those of the type, which Object.keys cannot know.
export const providerNames = Object.keys(providers) as readonly ProviderName[];

/** Where each provider is, and what gets in. */
export type Connections = {
  readonly [Name in ProviderName]: ReturnType<(typeof providers)[Name]["connection"]>;
};

/** What each has to offer. Lists answer in this order. */
export type Catalogue = {
  readonly [Name in ProviderName]: ReturnType<(typeof providers)[Name]["makeOffers"]>;
};

/** `of` each of them, by its name. */
export function forEachProvider<Value>(
  of: (name: ProviderName) => Value,
): Readonly<Record<ProviderName, Value>> {
  // Every name is there, which Object.fromEntries cannot know. What belongs to which, only the caller can.
  return Object.fromEntries(providerNames.map((name) => [name, of(name)])) as Readonly<
    Record<ProviderName, Value>
  >;
}
