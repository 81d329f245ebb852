import type { SandboxContext } from "../server/environment.js";
import { envelope } from "./wire.js";

type ErrorStatus = 400 | 401 | 402 | 403 | 404 | 409;

/** Contiguity's error form. `entitlement` adds the address of the agreement to accept. */
export function contiguityError(
  context: SandboxContext,
  nowMs: number,
  status: ErrorStatus,
  error: string,
  entitlement?: string,
): Response {
  const agreement = entitlement && { agreement_url: agreementUrl(entitlement) };
  return context.json(envelope("error", nowMs, { error, status, ...agreement }), status);
}

/** The other form, bare and without an envelope, which its gateway sends. */
export function contiguityGatewayError(context: SandboxContext): Response {
  return context.json({ message: "Not Found", status: 404 }, 404);
}

/** Where a person reads and accepts what an entitlement asks for. */
export function agreementUrl(entitlement: string): string {
  return `https://api.contiguity.com/entitlements/${entitlement}`;
}
