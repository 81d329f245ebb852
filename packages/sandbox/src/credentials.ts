/** Deterministic, and impossible to mistake for real ones. */
export const sandboxCredentials = {
  contiguity: { apiKey: "contiguity_sk_sandbox" },
  sinch: {
    projectId: "sandbox-project",
    keyId: "sandbox-key-id",
    keySecret: "sandbox-key-secret",
  },
} as const;

export const contiguityWebhookSecret = "whsec_sandbox";
