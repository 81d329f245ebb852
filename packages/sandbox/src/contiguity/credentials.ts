/** Deterministic, and impossible to mistake for real ones. */
export const credentials = { apiKey: "contiguity_sk_sandbox" } as const;

/** What webhooks are signed with. */
export const contiguityWebhookSecret = "whsec_sandbox";
