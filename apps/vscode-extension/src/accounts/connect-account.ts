import {
  type Exchange,
  type NamedTexts,
  type ProviderAccount,
  type ProviderDescriptor,
  type ProviderId,
  namedIn,
  providers,
} from "@leaseline/core";
import { type AccountKeys, descriptorOf, type StoredAccount } from "./account.js";
import type { Opened } from "./account-group.js";
import type { AccountStore } from "./account-store.js";

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

/** An account with its keys from secret storage, which may keep one waiting, at the addresses that are set by then. */
export async function openReal(
  { id }: StoredAccount,
  store: Pick<AccountStore, "keys">,
  endpoints: () => Endpoints,
  tools: ConnectTools,
): Promise<Opened> {
  let keys: AccountKeys | "elsewhere" | null;
  try {
    keys = await store.keys(id);
  } catch {
    return { kind: "trouble", trouble: { kind: "secrets-failed" } };
  }
  if (keys === "elsewhere") return { kind: "trouble", trouble: { kind: "key-elsewhere" } };
  if (!keys) return { kind: "trouble", trouble: { kind: "key-gone" } };
  return { kind: "open", provider: connectAccount(id, keys, endpoints(), tools) };
}

/** One at the sandbox, which is started if it does not run. */
export async function openAtSandbox(
  { id, provider }: StoredAccount,
  start: () => Promise<SandboxConnection>,
  tools: ConnectTools,
): Promise<Opened> {
  let sandbox: SandboxConnection;
  try {
    sandbox = await start();
  } catch {
    return { kind: "trouble", trouble: { kind: "sandbox-failed" } };
  }
  const keys = sandbox.keys[provider];
  if (!keys) return { kind: "trouble", trouble: { kind: "sandbox-failed" } };
  return { kind: "open", provider: connectAccount(id, keys, sandbox.endpoints, tools) };
}
