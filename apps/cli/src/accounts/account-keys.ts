import * as z from "zod/mini";

const key = z.string();
const address = z.optional(z.string());

/** What an account is reached with, as it is kept in the keychain: the keys, and the only addresses they may go to. */
export const accountKeys = z.discriminatedUnion("provider", [
  z.strictObject({ provider: z.literal("contiguity"), apiKey: key, baseUrl: address }),
  z.strictObject({
    provider: z.literal("sinch"),
    projectId: key,
    keyId: key,
    keySecret: key,
    baseUrl: address,
    authUrl: address,
  }),
]);

export type AccountKeys = z.infer<typeof accountKeys>;

export const providerNames = [
  "contiguity",
  "sinch",
] as const satisfies readonly AccountKeys["provider"][];

export type ProviderName = (typeof providerNames)[number];

export type Addresses = Readonly<{ baseUrl?: string | undefined; authUrl?: string | undefined }>;

type Environment = Readonly<Record<string, string | undefined>>;

/** Where the environment says that a provider is reached; the provider's own address where it says nothing. */
export function addressesIn(environment: Environment, provider: ProviderName): Addresses {
  return provider === "contiguity"
    ? { baseUrl: environment["LEASELINE_CONTIGUITY_URL"] || undefined }
    : {
        baseUrl: environment["LEASELINE_SINCH_URL"] || undefined,
        authUrl: environment["LEASELINE_SINCH_AUTH_URL"] || undefined,
      };
}

/** A provider's keys, in the order in which they are asked for and piped in. */
export const keyNames = {
  contiguity: [{ variable: "CONTIGUITY_API_KEY", words: "API key", secret: true }],
  sinch: [
    { variable: "SINCH_PROJECT_ID", words: "project ID", secret: false },
    { variable: "SINCH_KEY_ID", words: "access key ID", secret: false },
    { variable: "SINCH_KEY_SECRET", words: "access key secret", secret: true },
  ],
} as const;

/** Puts together what was typed or piped in. */
export function keysFrom(
  provider: ProviderName,
  values: readonly string[],
  addresses: Addresses,
): AccountKeys {
  const [first = "", second = "", third = ""] = values;
  return provider === "contiguity"
    ? { provider, apiKey: first, baseUrl: addresses.baseUrl }
    : { provider, projectId: first, keyId: second, keySecret: third, ...addresses };
}
