import type { SandboxMiddleware } from "../server/environment.js";
import type { SinchWorld } from "./world.js";
import { sinchError } from "./errors.js";

export type SinchCredentials = {
  readonly projectId: string;
  readonly keyId: string;
  readonly keySecret: string;
};

/** Bearer or Basic. Wrong credentials and a wrong project are the same 403 with an empty message. */
export function requireSinchCredentials(
  world: SinchWorld,
  credentials: SinchCredentials,
): SandboxMiddleware {
  return async (context, next) => {
    const authorization = context.req.header("authorization");
    if (authorization === undefined) {
      context.header("WWW-Authenticate", "Bearer");
      return sinchError(context, 401);
    }
    const token = /^Bearer (.+)$/i.exec(authorization)?.[1];
    const standing = token === undefined ? undefined : world.tokens.check(token);
    if (standing === "expired" || standing === "revoked") {
      const why = standing === "expired" ? ', error_description="token expired"' : "";
      context.header("WWW-Authenticate", `Bearer error="invalid_token"${why}`);
      return sinchError(context, 401);
    }
    const known = standing === "valid" || isKey(authorization, credentials);
    if (!known || context.req.param("projectId") !== credentials.projectId)
      return sinchError(context, 403);
    return next();
  };
}

/** Whether it is the Basic header of this key and secret. */
export function isKey(
  authorization: string | undefined,
  { keyId, keySecret }: SinchCredentials,
): boolean {
  const encoded = /^Basic (.+)$/i.exec(authorization ?? "")?.[1] ?? "";
  return Buffer.from(encoded, "base64").toString("utf8") === `${keyId}:${keySecret}`;
}
