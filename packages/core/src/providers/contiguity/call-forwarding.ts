import * as z from "#zod";
import type { E164 } from "../../domain/phone-number.js";
import type { Api, ApiRequest, CallOptions } from "../../http/api.js";
import { call } from "../../http/call.js";
import { e164, optional } from "../../http/lenient.js";
import { requireSameNumber } from "../../http/number-reference.js";
import { type NumberReference, numberOf } from "./numbers.js";

/**
 * Where the calls to a number go. A change may take some time: until then `status` is `queued`, and
 * `estimated_completion` says when it is expected to be done, in epoch milliseconds.
 * Every method throws {@link LeaseError} `not-leased` for a number that the account does not hold.
 * Source: Contiguity's OpenAPI description, since v2026.10.1.
 */
export interface CallForwarding {
  /** As it is now. */
  get(number: NumberReference, options?: CallOptions): Promise<CallForwardingState>;
  /** Sent once. @param to - E.164. @throws {LeaseError} `bad-input`, `rejected`, `outcome-unknown`. */
  enable(
    number: NumberReference,
    to: NumberReference,
    options?: CallOptions,
  ): Promise<CallForwardingState>;
  /** Sent once. @throws {LeaseError} `rejected`, `outcome-unknown`. */
  disable(number: NumberReference, options?: CallOptions): Promise<CallForwardingState>;
}

export function callForwardingOf(api: Api): CallForwarding {
  const send = async (
    request: ApiRequest<{ data: CallForwardingState }>,
    asked: E164,
    signal: AbortSignal | undefined,
  ) => {
    const { data } = await call(api, request, signal);
    requireSameNumber(data.number, asked, request.effect);
    return data;
  };
  return {
    get: async (number, { signal } = {}) => {
      const asked = numberOf(number);
      return send(getForwarding(asked), asked, signal);
    },
    enable: async (number, to, { signal } = {}) => {
      const asked = numberOf(number);
      return send(enableForwarding(asked, numberOf(to, "to")), asked, signal);
    },
    disable: async (number, { signal } = {}) => {
      const asked = numberOf(number);
      return send(disableForwarding(asked), asked, signal);
    },
  };
}

const path = (number: E164) => `/numbers/lease/${encodeURIComponent(number)}/call_forwarding`;

function getForwarding(number: E164) {
  return {
    operation: "contiguity.get-forwarding",
    effect: "read",
    method: "GET",
    path: path(number),
    answer: forwardingAnswer,
    whenMissing: "not-leased",
  } as const satisfies ApiRequest<unknown>;
}

function enableForwarding(number: E164, to: E164) {
  return {
    operation: "contiguity.enable-forwarding",
    effect: "write",
    method: "POST",
    path: `${path(number)}/enable`,
    body: { to },
    answer: forwardingAnswer,
    whenMissing: "not-leased",
  } as const satisfies ApiRequest<unknown>;
}

function disableForwarding(number: E164) {
  return {
    operation: "contiguity.disable-forwarding",
    effect: "write",
    method: "POST",
    path: `${path(number)}/disable`,
    body: {},
    answer: forwardingAnswer,
    whenMissing: "not-leased",
  } as const satisfies ApiRequest<unknown>;
}

const forwardingAnswer = z.object({
  data: z.object({
    number: e164,
    call_forwarding: z.object({
      enabled: z.boolean(),
      /** E.164; null while it is disabled. */
      to: optional(z.string()),
      /** active, queued, or one that is not known yet. */
      status: optional(z.string()),
      /** Epoch milliseconds, unlike the times of a lease; null once it is active. */
      estimated_completion: optional(z.number()),
    }),
  }),
});
/** Where the calls to a number go, as Contiguity says it. @interface */
export type CallForwardingState = z.infer<typeof forwardingAnswer>["data"];
