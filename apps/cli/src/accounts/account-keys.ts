import {
  type ProviderDescriptor,
  type ProviderId,
  providers,
  type AccountId,
} from "@leaseline/core";
import type { Environment } from "@leaseline/core/node";
import * as z from "zod/mini";
import { CommandError } from "../command-error.js";

/** What an account is reached with, as it is kept in the keychain: the keys, and the only addresses they may go to. */
export type AccountKeys = Readonly<Record<string, string | undefined>> & {
  readonly provider: ProviderId;
};

/** What is known of a provider. @throws {CommandError} `bad-config` when it is none of them. */
export function descriptorOf(
  provider: ProviderId,
  known: readonly ProviderDescriptor[] = providers,
): ProviderDescriptor {
  const found = known.find(({ id }) => id === provider);
  if (found) return found;
  throw new CommandError({ kind: "bad-config", reason: `There is no provider ${provider}.` });
}

/** Reads what {@link keysFrom} put together; null when it is not understood. */
export function readKeys(
  { id, keys, addresses }: ProviderDescriptor,
  kept: unknown,
): AccountKeys | null {
  const text = z.string();
  const parsed = z
    .strictObject({
      provider: z.literal(id),
      ...Object.fromEntries(keys.map(({ name }) => [name, text])),
      ...Object.fromEntries(addresses.map(({ name }) => [name, z.optional(text)])),
    })
    .safeParse(kept);
  return parsed.success ? parsed.data : null;
}

/** Puts together what was typed, piped in or set, with where the environment says that the provider is reached. */
export function keysFrom(
  { id, keys, addresses }: ProviderDescriptor,
  values: readonly string[],
  environment: Environment,
): AccountKeys {
  return {
    ...Object.fromEntries(keys.map(({ name }, index) => [name, values[index] ?? ""])),
    // The provider's own where the environment says nothing.
    ...Object.fromEntries(
      addresses.map(({ name, variable }) => [name, environment[variable] || undefined]),
    ),
    provider: id,
  };
}

/** `ONE_KEY, or ANOTHER_ID and ANOTHER_SECRET`: what has to be set for an account at one of them. */
export function keyVariables(known: readonly ProviderDescriptor[] = providers): string {
  return known.map(({ keys }) => inWords(keys.map(({ variable }) => variable))).join(", or ");
}

/** `A, B and C` */
export function inWords(names: readonly string[]): string {
  return [names.slice(0, -1).join(", "), ...names.slice(-1)].filter(Boolean).join(" and ");
}

/** An account, and where its keys come from. */
export interface Account {
  readonly id: AccountId;
  readonly provider: ProviderId;
  readonly source: "environment" | "keychain";
  /** @throws {CommandError} when they cannot be had. */
  readonly keys: () => Promise<AccountKeys>;
}
