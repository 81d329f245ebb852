import * as z from "zod/mini";

/** What is kept of an account in the open. Its keys are elsewhere, in the editor's secret storage. */
export const storedAccount = z.object({
  id: z.string().check(z.minLength(1)),
  provider: z.enum(["contiguity", "sinch"]),
  label: z.string().check(z.minLength(1)),
  /** At the sandbox: its address changes each time it starts, and its keys are no secret. */
  sandbox: z._default(z.boolean(), false),
  /** Another one whenever the account or its keys have changed. */
  revision: z._default(z.string(), ""),
});
export type StoredAccount = Readonly<z.infer<typeof storedAccount>>;

/** What gets an account in. Kept in the editor's secret storage only. */
export const accountKeys = z.discriminatedUnion("provider", [
  z.object({ provider: z.literal("contiguity"), apiKey: z.string() }),
  z.object({
    provider: z.literal("sinch"),
    projectId: z.string(),
    keyId: z.string(),
    keySecret: z.string(),
  }),
]);
export type AccountKeys = Readonly<z.infer<typeof accountKeys>>;

/** As a person tells accounts apart: `Contiguity · acme-dev`. */
export function accountTitle({ provider, label }: StoredAccount): string {
  return `${providerNames[provider]} · ${label}`;
}

export const providerNames: Record<StoredAccount["provider"], string> = {
  contiguity: "Contiguity",
  sinch: "Sinch",
};
