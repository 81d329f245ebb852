import type { AccountKeys, StoredAccount } from "./account.js";
import type { Opened } from "./account-group.js";
import type { AccountStore } from "./account-store.js";
import {
  type ConnectTools,
  type Endpoints,
  type SandboxConnection,
  connectAccount,
} from "./connect-account.js";

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
