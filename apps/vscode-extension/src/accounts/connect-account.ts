import {
  type Exchange,
  type NamedTexts,
  type ProviderAccount,
  type ProviderDescriptor,
  type ProviderId,
  namedIn,
  providers,
} from "@leaseline/core";
import { type AccountKeys, descriptorOf } from "./account.js";

/** Where the providers are reached, by the names of their addresses. Empty text is the provider's own. */
export type Endpoints = Readonly<Record<ProviderId, NamedTexts>>;

/** The sandbox's addresses and its keys. */
export interface SandboxConnection {
  readonly endpoints: Endpoints;
  readonly keys: Readonly<Record<ProviderId, AccountKeys>>;
}

export interface ConnectTools {
  readonly onExchange: (exchange: Exchange) => void;
}

/** An account that can be talked to. Sends nothing. @throws LeaseError `bad-input` for an unusable key or address. */
export function connectAccount(
  id: string,
  keys: AccountKeys,
  endpoints: Endpoints,
  { onExchange }: ConnectTools,
  known: readonly ProviderDescriptor[] = providers,
): ProviderAccount {
  const { provider } = keys;
  const descriptor = descriptorOf(provider, known);
  const addresses = namedIn(descriptor.addresses, endpoints[provider] ?? {});
  return descriptor.create(namedIn(descriptor.keys, keys), { account: id, addresses, onExchange });
}
