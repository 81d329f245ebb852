import type { LeaseFailure } from "../../errors/lease-failure.js";
import { type Credentials, type Exchange, type FailedAnswer, call } from "../../http/call.js";
import type { Transport } from "../../http/transport.js";
import * as requests from "./requests.js";
import { tokenErrorAnswer } from "./wire.js";

/** `Authorization: Basic …`: meant for testing, and limited in rate by Sinch. */
export function basicCredentials(keyId: string, keySecret: string): Credentials {
  return {
    headers: () => Promise.resolve({ authorization: basic(keyId, keySecret) }),
    refused: () => false,
  };
}

export interface OAuthOptions {
  readonly keyId: string;
  readonly keySecret: string;
  /** The whole address of the token server. */
  readonly authUrl: string;
  readonly transport: Transport;
  readonly onExchange?: ((exchange: Exchange) => void) | undefined;
}

/** A token is asked for again this long before it ends. */
const marginMs = 60_000;

/** `Authorization: Bearer …`: one token for its whole lifetime, however many calls run at once. */
export function oauthCredentials(options: OAuthOptions): Credentials {
  let current: { readonly token: Promise<Token>; usable: () => boolean } | null = null;

  const obtain = () => {
    const token = requestToken(options);
    const mine = { token, usable: () => true };
    current = mine;
    token.then(
      ({ usableUntil }) => (mine.usable = () => performance.now() < usableUntil),
      // A failure is not kept: the next call asks again.
      () => (mine.usable = () => false),
    );
    return token;
  };

  return {
    headers: async () => {
      const { value } = await (current?.usable() ? current.token : obtain());
      return { authorization: `Bearer ${value}` };
    },
    refused: ({ headers }) => {
      const expired = /expired/i.test(headers["www-authenticate"] ?? "");
      if (expired) current = null;
      return expired;
    },
  };
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
  transport,
  onExchange,
}: OAuthOptions): Promise<Token> {
  const asked = performance.now();
  const api = {
    baseUrl: authUrl,
    transport,
    onExchange,
    credentials: basicCredentials(keyId, keySecret),
    readFailure,
  };
  const { access_token: value, expires_in: seconds } = await call(api, requests.token());
  return { value, usableUntil: asked + seconds * 1000 - marginMs };
}

function readFailure({ status, body }: FailedAnswer): LeaseFailure | null {
  const refused = status === 400 || status === 401 || status === 403;
  return refused && tokenErrorAnswer.safeParse(body).success ? { kind: "unauthorized" } : null;
}

function basic(keyId: string, keySecret: string): string {
  return `Basic ${btoa(`${keyId}:${keySecret}`)}`;
}
