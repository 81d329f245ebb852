import {
  type Exchange,
  type ProviderAccount,
  contiguityProvider,
  sinchProvider,
} from "@leaseline/core";
import type { AccountKeys, StoredAccount } from "./account.js";

/** Where the providers are reached. Empty text is the provider's own address. */
export interface Endpoints {
  readonly contiguity: { readonly baseUrl: string };
  readonly sinch: { readonly baseUrl: string; readonly authUrl: string };
}

/** The sandbox's addresses and its keys. */
export interface SandboxConnection {
  readonly endpoints: Endpoints;
  readonly keys: Readonly<Record<StoredAccount["provider"], AccountKeys>>;
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
): ProviderAccount {
  const shared = { account: id, onExchange };
  switch (keys.provider) {
    case "contiguity":
      return contiguityProvider({
        ...shared,
        apiKey: keys.apiKey,
        baseUrl: endpoints.contiguity.baseUrl || undefined,
      });
    case "sinch":
      return sinchProvider({
        ...shared,
        projectId: keys.projectId,
        keyId: keys.keyId,
        keySecret: keys.keySecret,
        baseUrl: endpoints.sinch.baseUrl || undefined,
        authUrl: endpoints.sinch.authUrl || undefined,
      });
  }
}
