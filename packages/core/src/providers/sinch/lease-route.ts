import { refuseOthers, refuseUnknown, requireObject } from "../../errors/check-options.js";
import type { CallOptions } from "../../http/api.js";
import type { NumberRequirements } from "./number-order-wire.js";
import type { NumberOrders } from "./number-orders.js";
import type { SinchNumberType } from "./requests.js";
import { availableNumber } from "./wire.js";

/**
 * Which numbers are ordered rather than rented at once.
 * - `for-documents`: those that say that they need documents. Others are rented, wherever they are.
 * - `as-documented`: also everything but US LOCAL, for which alone Sinch has described renting since
 *   October 2026. Numbers elsewhere have been rented all the same, so this is not the default.
 */
export type OrderPolicy = "for-documents" | "as-documented";

/** The way to a lease, and what has to be there before anything is paid. */
export type LeaseRoute =
  | { readonly kind: "rent" }
  /** `requirements` is null when Sinch has published none, which does not mean that nothing is needed. */
  | { readonly kind: "order"; readonly requirements: NumberRequirements | null };

/** A number of {@link SinchClient.availableNumbers}, or just a region and a type. */
export interface RouteQuestion {
  /** ISO 3166-1 alpha-2. */
  readonly regionCode: string;
  readonly type: SinchNumberType;
  /** Not needed when left out. */
  readonly supportingDocumentationRequired?: boolean | null | undefined;
}

/** Which numbers are taken for ones to be ordered. */
export interface RouteOptions extends CallOptions {
  /** `"for-documents"` when left out. */
  readonly orders?: OrderPolicy | undefined;
}

/**
 * Whether a number can be rented at once, or has to be ordered, and with which documents. Reads only:
 * nothing is held, and nothing is paid.
 * @throws {LeaseError} when the requirements cannot be read.
 */
export async function findLeaseRoute(
  numberOrders: Pick<NumberOrders, "lookupNumberRequirements">,
  question: RouteQuestion,
  options: RouteOptions = {},
): Promise<LeaseRoute> {
  requireObject(question, "question", "The question has to be an object: a region and a type.");
  // As it is, an available number is a question too.
  refuseUnknown(question, Object.keys(availableNumber.shape));
  refuseUnknown(options, ["orders", "signal"]);
  refuseOthers(arguments, 3);
  const { orders, signal } = options;
  if (!needsOrder(question, orders)) return { kind: "rent" };
  const { regionCode, type: numberType } = question;
  const requirements = await numberOrders.lookupNumberRequirements(
    { regionCode, numberType },
    { signal },
  );
  return { kind: "order", requirements };
}

/** The same question without its documents: it takes no request. */
export function needsOrder(
  { regionCode, type, supportingDocumentationRequired }: RouteQuestion,
  orders: OrderPolicy = "for-documents",
): boolean {
  if (supportingDocumentationRequired === true) return true;
  return orders === "as-documented" && !(regionCode === "US" && type === "LOCAL");
}
