/** Names one account at one provider. Chosen by whoever configures the client; stable, and never a secret. */
export type AccountId = string;

/** Names a provider: `"contiguity"`, `"sinch"`, or one that is not here yet. */
export type ProviderId = string;
