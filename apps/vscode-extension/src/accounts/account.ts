import { type ProviderDescriptor, type ProviderId, providers } from "@leaseline/core";
import * as z from "zod/mini";
import { translate } from "../words/translate.js";
import { lengthProblem } from "../words/name-length.js";

/** What is kept of an account in the open. Its keys are elsewhere, in the editor's secret storage. */
export const storedAccount = z.object({
  id: z.string().check(z.minLength(1)),
  provider: z.string(),
  label: z.string().check(z.minLength(1)),
  /** At the sandbox: its address changes each time it starts, and its keys are no secret. */
  sandbox: z._default(z.boolean(), false),
  /** What is done there is meant: it is marked wherever somebody is asked. */
  production: z._default(z.boolean(), false),
  /** Another one whenever the account or its keys have changed. */
  revision: z._default(z.string(), ""),
  /** When its keys were kept, in ms, and what no other keys have: they bear the same, so that a window knows whether it sees them. */
  keyMark: z.optional(z.string()),
});
export type StoredAccount = Readonly<z.infer<typeof storedAccount>>;

/** What gets an account in, by the names of its provider's keys. Kept in the editor's secret storage only. */
export type AccountKeys = Readonly<Record<string, string>> & { readonly provider: ProviderId };

/** Beside the keys, where they are kept. */
export const keyMarkName = "mark";

/** Reads what was kept of them; null when that is not understood. */
export function readKeys(
  kept: unknown,
  known: readonly ProviderDescriptor[] = providers,
): AccountKeys | null {
  const named = z.catchall(z.object({ provider: z.string() }), z.string()).safeParse(kept);
  const provider = known.find(({ id }) => id === named.data?.provider);
  if (!named.data || !provider?.keys.every(({ name }) => named.data?.[name] !== undefined))
    return null;
  const { [keyMarkName]: _, ...keys } = named.data;
  return keys;
}

/** @throws {RangeError} for a provider that is none. */
export function descriptorOf(
  provider: ProviderId,
  known: readonly ProviderDescriptor[] = providers,
): ProviderDescriptor {
  const found = known.find(({ id }) => id === provider);
  if (!found) throw new RangeError(`There is no provider ${provider}.`);
  return found;
}

/** As a person tells accounts apart: the provider's name · the account's, and whether it is for production. */
export function accountTitle({ provider, label, production }: StoredAccount): string {
  const found = providers.find(({ id }) => id === provider);
  const title = `${found?.name ?? provider} · ${label}`;
  return production ? translate("{0} (production)", title) : title;
}

/** Why an account cannot be called so; null where it can. */
export function accountNameProblem(text: string): string | null {
  return text.trim() === "" ? translate("A name for this account is needed.") : lengthProblem(text);
}
