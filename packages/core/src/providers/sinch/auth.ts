import type { LeaseFailure } from "../../errors/lease-failure.js";
import type { ConnectionOptions, Credentials, FailedAnswer } from "../../http/api.js";
import { call } from "../../http/call.js";
import type { Transport } from "../../http/transport.js";
import * as requests from "./requests.js";
import { tokenErrorAnswer } from "./wire.js";

/** `Authorization: Basic …`: meant for testing, and limited in rate by Sinch. */
export function basicCredentials(keyId: string, keySecret: string): Credentials {
  return {
    secrets: [keyId, keySecret],
    headers: () => Promise.resolve({ authorization: basic(keyId, keySecret) }),
    refused: () => false,
  };
}

export interface OAuthOptions extends ConnectionOptions {
  readonly keyId: string;
  readonly keySecret: string;
  /** The whole address of the token server. */
  readonly authUrl: string;
  readonly transport: Transport;
}

/** A token is asked for again this long before it ends, or at half its life if that is shorter. */
const marginMs = 60_000;

/** Of a token that does not say how long it lives: less than any that Sinch has been seen to give. */
const unsaidLifetimeSeconds = 300;

/** `Authorization: Bearer …`: one token for its whole lifetime, however many calls run at once. */
export function oauthCredentials(options: OAuthOptions): Credentials {
  let current: CurrentToken | null = null;

  const obtain = () => {
    const token = requestToken(options);
    const mine: CurrentToken = { token, value: null, usable: () => true };
    current = mine;
    token.then(
      ({ value, usableUntil }) =>
        Object.assign(mine, { value, usable: () => performance.now() < usableUntil }),
      // A failure is not kept: the next call asks again.
      () => (mine.usable = () => false),
    );
    return token;
  };

  return {
    secrets: [options.keyId, options.keySecret],
    headers: async () => {
      const { value } = await (current?.usable() ? current.token : obtain());
      return bearer(value);
    },
    areAskedFor: () => !current?.usable() || current.value === null,
    // Whatever the 401 says: a token that was revoked is as good as one that has ended.
    refused: (sent) => {
      // Of many calls that are refused at once, only the first may throw away the token.
      if (current?.value && bearer(current.value).authorization === sent["authorization"])
        current = null;
      return true;
    },
  };
}

interface CurrentToken {
  readonly token: Promise<Token>;
  /** Null while it is being asked for. */
  value: string | null;
  usable: () => boolean;
}

interface Token {
  readonly value: string;
  /** On the monotonic clock. */
  readonly usableUntil: number;
}

async function requestToken({
  keyId,
  keySecret,
  authUrl,
  ...connection
}: OAuthOptions): Promise<Token> {
  const asked = performance.now();
  const api = {
    ...connection,
    baseUrl: authUrl,
    credentials: basicCredentials(keyId, keySecret),
    readFailure,
  };
  const { access_token: value, expires_in: seconds } = await call(api, requests.token());
  const lifetimeMs = (seconds ?? unsaidLifetimeSeconds) * 1000;
  return { value, usableUntil: asked + lifetimeMs - Math.min(marginMs, lifetimeMs / 2) };
}

function readFailure({ status, body }: FailedAnswer): LeaseFailure | null {
  const refused = status === 400 || status === 401 || status === 403;
  return refused && tokenErrorAnswer.safeParse(body).success ? { kind: "unauthorized" } : null;
}

function bearer(token: string) {
  return { authorization: `Bearer ${token}` };
}

function basic(keyId: string, keySecret: string): string {
  return `Basic ${btoa(`${keyId}:${keySecret}`)}`;
}
