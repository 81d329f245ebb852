import { LeaseError } from "../../errors/lease-error.js";
import type { CallOptions } from "../../http/api.js";
import { call, find, prepare } from "../../http/call.js";
import { requireE164, requireSameNumber } from "../../http/number-reference.js";
import { requirePathId } from "../../http/check-given.js";
import { unclear } from "../../http/send.js";
import { checkConfigurations } from "./configuration.js";
import type { SinchApi } from "./api.js";
import * as requests from "./number-order-requests.js";
import type { NumberOrderRequest, RequirementsQuery } from "./number-order-requests.js";
import type { NumberOrder, NumberRequirements, Registration } from "./number-order-wire.js";

/**
 * Orders for numbers that cannot be rented at once. The way is: look up what is needed, create the order
 * (which holds the number until its `expireTime`), put the registration, upload the documents, submit.
 */
export interface NumberOrders {
  /**
   * What has to be registered and handed in for numbers of a type in a region.
   * @returns null when Sinch has published nothing, which does not mean that nothing is needed.
   */
  lookupNumberRequirements(
    query: RequirementsQuery,
    options?: CallOptions,
  ): Promise<NumberRequirements | null>;
  /**
   * Orders one number. Costs money once it is carried out; sent once and never repeated.
   * @throws {LeaseError} `bad-input`, `number-taken`, `forbidden`, `rejected`, `not-sent`, `outcome-unknown`.
   */
  createNumberOrder(order: NumberOrderRequest, options?: CallOptions): Promise<NumberOrder>;
  /** How far an order has come. @throws {LeaseError} `rejected` with status 404 when there is none. */
  get(orderId: string, options?: CallOptions): Promise<NumberOrder>;
  readonly registration: {
    /** What was handed in, and in `logs` why the order is where it is. */
    get(orderId: string, options?: CallOptions): Promise<Registration>;
    /** Replaces what is registered, in the form that the requirements' `fields` describe. Sent once. */
    put(
      orderId: string,
      requestDetails: Readonly<Record<string, unknown>>,
      options?: CallOptions,
    ): Promise<Registration>;
  };
  /**
   * Sends the order off to be reviewed, and carried out and charged for if nothing is wrong with it. Sent once.
   * @throws {LeaseError} `rejected`, `not-sent`, `outcome-unknown`.
   */
  submit(orderId: string, options?: CallOptions): Promise<NumberOrder>;
}

export function numberOrders({ api, project }: SinchApi): NumberOrders {
  return {
    lookupNumberRequirements: async (query, { signal } = {}) =>
      find(api, requests.lookupRequirements(project, query), signal),
    createNumberOrder: async (order, { signal } = {}) => {
      const asked = requireE164(order.phoneNumber);
      checkConfigurations(order, { needsType: true, takesCampaign: order.regionCode === "US" });
      const created = await call(api, requests.createOrder(project, asked, order), signal);
      const ordered = created.orderNumbers ?? [];
      // An answer that names no number may be about any.
      if (ordered.length === 0)
        throw new LeaseError(unclear("write", "unexpected-form", { detail: "orderNumbers" }));
      for (const { phoneNumber } of ordered) requireSameNumber(phoneNumber, asked, "write");
      return created;
    },
    get: async (orderId, { signal } = {}) => {
      const id = requirePathId(orderId, "orderId");
      return requireSameOrder(await call(api, requests.getOrder(project, id), signal), {
        orderId,
        effect: "read",
      });
    },
    registration: {
      get: async (orderId, { signal } = {}) =>
        call(api, requests.getRegistration(project, requirePathId(orderId, "orderId")), signal),
      put: async (orderId, requestDetails, { signal } = {}) => {
        const id = requirePathId(orderId, "orderId");
        return call(api, requests.putRegistration(project, id, requestDetails), signal);
      },
    },
    submit: async (orderId, options) =>
      (await prepareSubmission({ api, project }, orderId, options))(),
  };
}

/** @returns what sends the request to submit the order, once. */
export async function prepareSubmission(
  { api, project }: SinchApi,
  orderId: string,
  { signal }: CallOptions = {},
): Promise<() => Promise<NumberOrder>> {
  const id = requirePathId(orderId, "orderId");
  const send = await prepare(api, requests.submitOrder(project, id), signal);
  return async () => requireSameOrder(await send(), { orderId, effect: "write" });
}

/** An answer about another order proves nothing about ours. */
function requireSameOrder(
  answered: NumberOrder,
  { orderId, effect }: { readonly orderId: string; readonly effect: "read" | "write" },
): NumberOrder {
  if (answered.idNumberOrder === orderId) return answered;
  const detail = "idNumberOrder: another order";
  throw new LeaseError(unclear(effect, "unexpected-form", { detail }));
}
