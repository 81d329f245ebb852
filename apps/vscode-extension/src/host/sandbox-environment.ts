import { type ProviderDescriptor, providers } from "@leaseline/core";
import type { SandboxConnection } from "../accounts/connect-account.js";

type Environment = Readonly<Record<string, string | undefined>>;
type Named = { readonly name: string; readonly variable: string };

/** The sandbox that the environment names, as `npm start` does; null when it names none. */
export function readEnvironment(environment: Environment): SandboxConnection | null {
  return environment["LEASELINE_SANDBOX_URL"] ? connectionIn(environment) : null;
}

/** The keys and addresses that the variables say, of every provider. */
export function connectionIn(environment: Environment): SandboxConnection {
  const said = (fields: readonly Named[]) =>
    Object.fromEntries(fields.map(({ name, variable }) => [name, environment[variable] ?? ""]));
  const ofEach = <Value>(of: (provider: ProviderDescriptor) => Value) =>
    Object.fromEntries(providers.map((provider) => [provider.id, of(provider)]));
  return {
    endpoints: ofEach(({ addresses }) => said(addresses)),
    keys: ofEach(({ id, keys }) => ({ ...said(keys), provider: id })),
  };
}
