import * as z from "#zod";
import { badInput } from "../../errors/lease-error.js";
import type { Api, ApiRequest, CallOptions } from "../../http/api.js";
import { call } from "../../http/call.js";
import { optional } from "../../http/lenient.js";
import { agreementUrl } from "./failure.js";

/**
 * What the account may do beyond the ordinary: `lease`, `fast_track`, `imessage`, `whatsapp` and others.
 * Contiguity may want an agreement accepted first. Its address is passed on for a person to open, and
 * nothing here opens or accepts it. Names are ASCII letters, digits, `_` and `-`.
 */
export interface Entitlements {
  /** @throws {LeaseError} `rejected` with status 404 when there is none of that name. */
  get(name: string, options?: CallOptions): Promise<Entitlement>;
  /**
   * Asks Contiguity for it. Only a caller's own request: neither the lease client nor the provider does.
   * Sent once. @throws {LeaseError} `forbidden`, with the agreement to accept where there is one; `outcome-unknown`.
   */
  request(name: string, options?: CallOptions): Promise<Entitlement>;
  /** Gives it back. Sent once. @throws {LeaseError} `rejected`, `outcome-unknown`. */
  withdraw(name: string, options?: CallOptions): Promise<Entitlement>;
}

export function entitlementsOf(api: Api): Entitlements {
  const send = async (
    request: ApiRequest<{ data: Entitlement }>,
    signal: AbortSignal | undefined,
  ) => (await call(api, request, signal)).data;
  return {
    get: async (name, { signal } = {}) => send(getEntitlement(checkName(name)), signal),
    request: async (name, { signal } = {}) => send(requestEntitlement(checkName(name)), signal),
    withdraw: async (name, { signal } = {}) => send(withdrawEntitlement(checkName(name)), signal),
  };
}

/** It becomes part of a path, where `..` or nothing would reach another operation. */
function checkName(name: unknown): string {
  if (typeof name === "string" && /^[\w-]{1,64}$/.test(name)) return name;
  throw badInput("name", "The name of an entitlement is made of letters, digits, _ and -.");
}

function getEntitlement(name: string) {
  return {
    operation: "contiguity.get-entitlement",
    effect: "read",
    method: "GET",
    path: `/entitlements/${name}`,
    answer: entitlementAnswer,
    whenMissing: "rejected",
  } as const satisfies ApiRequest<unknown>;
}

/** Without a body, as the provider's own SDK sends it. */
function requestEntitlement(name: string) {
  return {
    operation: "contiguity.request-entitlement",
    effect: "write",
    method: "POST",
    path: `/entitlements/${name}`,
    answer: entitlementAnswer,
    whenMissing: "rejected",
  } as const satisfies ApiRequest<unknown>;
}

function withdrawEntitlement(name: string) {
  return {
    operation: "contiguity.withdraw-entitlement",
    effect: "write",
    method: "DELETE",
    path: `/entitlements/${name}`,
    answer: entitlementAnswer,
    whenMissing: "rejected",
  } as const satisfies ApiRequest<unknown>;
}

const entitlementAnswer = z.object({
  data: z.object({
    /** granted, available, ineligible, rejected, or one that is not known yet. */
    status: z.string(),
    /** What a person has to accept first; null unless it is an address of Contiguity's own. */
    agreement_url: z.pipe(optional(z.string()), z.transform(agreementUrl)),
  }),
});
/** Whether the account has an entitlement. @interface */
export type Entitlement = z.infer<typeof entitlementAnswer>["data"];
