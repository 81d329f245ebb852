import type { SandboxContext } from "../server/environment.js";
import { tokenLifetimeSeconds } from "./token-store.js";
import type { SinchWorld } from "./world.js";
import { isKey, type SinchCredentials } from "./auth.js";

/** POST /oauth2/token, in the words of OAuth 2 rather than in Sinch's error form. */
export function giveToken(world: SinchWorld, credentials: SinchCredentials) {
  return async (context: SandboxContext): Promise<Response> => {
    if (!isKey(context.req.header("authorization"), credentials)) {
      context.header("WWW-Authenticate", "Basic");
      return context.json(
        { error: "invalid_client", error_description: "Client authentication failed" },
        401,
      );
    }
    const form = new URLSearchParams(await context.req.text());
    if (form.get("grant_type") !== "client_credentials") {
      return context.json({ error: "unsupported_grant_type" }, 400);
    }
    const token = world.tokens.issue();
    if (token === undefined) return tooMany(context);
    return context.json({
      access_token: token,
      expires_in: tokenLifetimeSeconds,
      scope: "",
      token_type: "bearer",
    });
  };
}

/** No Retry-After: the provider sends none. */
function tooMany(context: SandboxContext): Response {
  return context.json(
    { type: "about:blank", title: "Too Many Requests", detail: "Rate limit exceeded" },
    429,
  );
}
