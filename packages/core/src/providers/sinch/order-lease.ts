import type { Lease } from "../../domain/lease.js";
import type { Offer } from "../../domain/offer.js";
import { type Price, dearer } from "../../domain/price.js";
import type { E164 } from "../../domain/phone-number.js";
import { withoutDoubt } from "../../errors/in-doubt.js";
import { LeaseError, badInput } from "../../errors/lease-error.js";
import { requireSameNumber } from "../../http/number-reference.js";
import { redact } from "../../http/redact.js";
import { unclear } from "../../http/send.js";
import { outcomeOf } from "../outcome-of.js";
import type { LeaseOutcome, OrderProgress, Prepared, ReadOptions } from "../provider-account.js";
import type { SinchApi } from "./api.js";
import { type RouteOptions, type RouteQuestion, findLeaseRoute } from "./lease-route.js";
import { documentsNeeded, priceOf, saysNoPrice, toRequirements, toSinchType } from "./mapping.js";
import type { NumberOrderRequest } from "./number-order-requests.js";
import type { NumberOrder } from "./number-order-wire.js";
import { type NumberOrders, numberOrders, prepareSubmission } from "./number-orders.js";

/** What Sinch is asked about an offer's route; null when it did not say enough for an order. */
export function routeQuestion(offer: Offer): RouteQuestion | null {
  const type = offer.type && toSinchType(offer.type);
  if (!offer.country || !type) return null;
  const supportingDocumentationRequired = documentsNeeded(offer);
  return { regionCode: offer.country, type, supportingDocumentationRequired };
}

/** The offer with what its route asks for, document by document, so that it is known before anything is paid. */
export async function withRequirements(
  numberOrders: NumberOrders,
  offer: Offer,
  options: RouteOptions,
): Promise<Offer> {
  const question = routeQuestion(offer);
  if (!question) return offer;
  try {
    const route = await findLeaseRoute(numberOrders, question, options);
    return { ...offer, requirements: toRequirements(route, offer) };
  } catch (error) {
    // That documents are needed is known already; which ones is not worth losing the price for.
    const known = error instanceof LeaseError && error.failure.kind !== "cancelled";
    if (known && documentsNeeded(offer)) return offer;
    throw error;
  }
}

/**
 * Makes a lease by an order ready: the order is created, which keeps the number and costs nothing, so that
 * its id is known before anything is spent. To send it is to submit it, unless documents have to be handed
 * in first. An order that is not submitted expires.
 */
export async function prepareOrder(
  connection: SinchApi,
  offer: Offer,
  { connect, signal }: OrderOptions,
): Promise<Prepared<LeaseOutcome>> {
  const orders = numberOrders(connection);
  const { idNumberOrder: order, orderNumbers } = await create(orders, offer, { connect, signal });
  // What is charged is what the order says.
  for (const { numberPrice } of orderNumbers ?? []) {
    if (!numberPrice) continue;
    const current = priceOf(numberPrice);
    const isOther = dearer(current, offer.price) || saysMore(current, offer.price);
    if (isOther || saysNoPrice(numberPrice))
      throw new LeaseError({ kind: "price-changed", quoted: offer.price, current });
  }
  const accepted = { kind: "accepted", order } as const;
  if (documentsNeeded(offer)) return { order, send: () => Promise.resolve(accepted) };
  const submit = await prepareSubmission(connection, order, { signal });
  return {
    order,
    send: async () => {
      const submitted = await outcomeOf(submit, () => accepted);
      // Whatever became of a submission without an answer, following the order tells.
      const isRefused =
        submitted.kind === "not-sent" ||
        (submitted.kind === "rejected" && !(await isUnderWay(orders, order)));
      return isRefused ? submitted : accepted;
    },
  };
}

/**
 * Of an order whose submission was refused: something between us and Sinch may have sent that twice, and then the
 * second was. One that cannot be read now may be.
 */
async function isUnderWay(orders: NumberOrders, order: string): Promise<boolean> {
  const read = await orders.get(order).catch(() => null);
  return read?.state !== "CREATED";
}

/** Whether an amount is told that was not when it was agreed to. */
function saysMore(now: Price | null, agreed: Price | null): boolean {
  const isNew = (part: "setup" | "recurring") =>
    Number(now?.[part]?.amount ?? 0) > 0 && (agreed?.[part] ?? null) === null;
  return isNew("setup") || isNew("recurring");
}

interface OrderOptions extends ReadOptions {
  readonly connect: Pick<NumberOrderRequest, "smsConfiguration" | "voiceConfiguration">;
}

async function create(
  orders: NumberOrders,
  offer: Offer,
  { connect, signal }: OrderOptions,
): Promise<NumberOrder> {
  const wanted = { phoneNumber: offer.number, ...regionAndType(offer), ...connect };
  try {
    return await orders.createNumberOrder(wanted, { signal });
  } catch (error) {
    // An order may have come about that nobody submits, and so nothing is spent.
    throw withoutDoubt(error);
  }
}

/** How far an order has come. @throws {LeaseError} when that is not known. */
export async function followOrder(
  { numberOrders, leaseOf }: OrderTools,
  { order, number }: Followed,
  read?: ReadOptions,
): Promise<OrderProgress> {
  const { state, orderNumbers } = await numberOrders.get(order, read);
  for (const { phoneNumber } of orderNumbers ?? []) requireSameNumber(phoneNumber, number, "read");
  switch (state) {
    case "COMPLETED":
      return { kind: "committed", lease: await held(leaseOf, number, read) };
    case "REJECTED":
      return rejected(await lastWord(numberOrders, order, read), "The order was rejected.");
    case "EXPIRED":
      return rejected(null, "The order expired before it was submitted.");
    // CREATED and IN_REVIEW; BLOCKED too, which can be mended; and whatever is not known yet.
    default:
      return { kind: "pending" };
  }
}

interface OrderTools {
  readonly numberOrders: NumberOrders;
  /** What the project holds. */
  readonly leaseOf: (number: E164, read?: ReadOptions) => Promise<Lease>;
}

interface Followed {
  readonly order: string;
  readonly number: E164;
}

function regionAndType(offer: Offer) {
  const question = routeQuestion(offer);
  if (question) return { regionCode: question.regionCode, numberType: question.type };
  throw badInput(
    "offer",
    "An order needs the number's country and type, and the offer does not say them.",
  );
}

/** A completed order whose number is not there is neither done nor undone. */
async function held(leaseOf: OrderTools["leaseOf"], number: E164, read: ReadOptions | undefined) {
  try {
    return await leaseOf(number, read);
  } catch (error) {
    if (!(error instanceof LeaseError) || error.failure.kind !== "not-leased") throw error;
    const detail = "the order is completed, and its number is not held";
    throw new LeaseError(unclear("read", "unexpected-form", { detail }), { cause: error });
  }
}

/** Why, in the words of whoever reviewed it. That it was rejected is known without them. */
async function lastWord(
  numberOrders: NumberOrders,
  order: string,
  read: ReadOptions | undefined,
): Promise<string | null> {
  try {
    const { logs } = await numberOrders.registration.get(order, read);
    return logs?.findLast(({ message }) => message)?.message ?? null;
  } catch (error) {
    if (error instanceof LeaseError && error.failure.kind !== "cancelled") return null;
    throw error;
  }
}

/** The status is that of the answer that told it. */
function rejected(word: string | null, otherwise: string): OrderProgress {
  const reason = (word && redact(word)) || otherwise;
  return { kind: "rejected", failure: { kind: "rejected", status: 200, reason, field: null } };
}
