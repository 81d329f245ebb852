import { badInput } from "../errors/lease-error.js";
import { checkOptions } from "../errors/check-options.js";
import { connectionOptions } from "../http/api.js";
import type { NamedTexts, ProviderDescriptor, SharedOptions } from "./provider-descriptor.js";

/**
 * Refuses what the provider does not describe: with an address that is misspelt, or in another place, a key would go to
 * the provider's own.
 * @throws {LeaseError} `bad-input`.
 */
export function checkNamed(
  described: Pick<ProviderDescriptor, "keys" | "addresses">,
  keys: NamedTexts,
  shared: SharedOptions,
): void {
  checkOptions(keys, texts(described.keys));
  if (typeof shared !== "object" || shared === null || typeof shared.account !== "string")
    throw badInput("account", "The account has to be a text: the name that it goes by.");
  const { addresses = {}, ...others } = shared;
  checkOptions(others, { account: "text", ...connectionOptions });
  checkOptions(addresses, texts(described.addresses));
}

/** Those of the texts whose names are among the fields: an adapter refuses any other. */
export function namedIn(fields: readonly { readonly name: string }[], all: NamedTexts): NamedTexts {
  return Object.fromEntries(fields.map(({ name }) => [name, all[name]]));
}

function texts(fields: readonly { readonly name: string }[]): Record<string, "text"> {
  return Object.fromEntries(fields.map(({ name }) => [name, "text"]));
}
