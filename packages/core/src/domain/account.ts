/** Names one account at one provider. Chosen by whoever configures the client; stable, and never a secret. */
export type AccountId = string;

/** Names a provider: `"contiguity"`, `"sinch"`, or one that is not here yet. */
export type ProviderId = string;

declare const identity: unique symbol;

/**
 * What the provider knows an account as, whatever it is named here: `provider|origin|own account`, such as
 * `sinch|https://numbers.api.sinch.com|<projectId>`. Made by an adapter, or read where one was kept; holds no secret.
 */
export type AccountIdentity = string & { readonly [identity]: true };
