/** Names one account at one provider. Chosen by whoever configures the client; stable, and never a secret. */
export type AccountId = string;

/** Names a provider: the `id` of its descriptor, or one that is not here yet. */
export type ProviderId = string;

declare const identity: unique symbol;

/**
 * What the provider knows an account as, whatever it is named here: `provider|origin|own account`. Made by an
 * adapter, or read where one was kept; holds no secret.
 */
export type AccountIdentity = string & { readonly [identity]: true };

/** The provider that an identity begins with; null where nobody knows whose it is. */
export function providerOf(identity: AccountIdentity | null): ProviderId | null {
  return identity && identity.slice(0, identity.indexOf("|"));
}
