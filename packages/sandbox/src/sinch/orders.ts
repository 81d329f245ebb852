import type { SinchOffer } from "./offer.js";
import { readJson } from "../server/read-json.js";
import type { SandboxContext } from "../server/environment.js";
import type { SinchWorld } from "./world.js";
import { orderBodySchema } from "./bodies.js";
import { type FieldViolation, badRequest, notFound, sinchError, violationsOf } from "./errors.js";
import type { Order } from "./order-store.js";
import { orderOnWire } from "./order-wire.js";
import { unneededConfigurations } from "./rent.js";
import { requirementsOf } from "./requirements.js";

/** POST /numberOrders:createNumberOrder. The number is kept for the account until the order ends. */
export function createOrder(world: SinchWorld) {
  return async (context: SandboxContext): Promise<Response> => {
    const body = orderBodySchema.safeParse(await readJson(context));
    if (!body.success) return badRequest(context, violationsOf(body.error));
    const { numberOrderOption, regionCode, numberType, ...wanted } = body.data;
    const [number] = numberOrderOption.phoneNumbers;
    const inventory = world.inventory();
    const offer = inventory.find(number);
    if (!offer || offer.country !== regionCode || offer.type !== numberType)
      return unavailable(context);
    const unneeded = unneededConfigurations(offer, wanted);
    if (unneeded.length > 0) return badRequest(context, unneeded);
    if (!inventory.reserve(offer)) return unavailable(context);
    return onWire(world, context, world.project.orders.open(offer, wanted));
  };
}

/** GET /numberOrders/{id} */
export function getOrder(world: SinchWorld) {
  return (context: SandboxContext): Response =>
    withOrder(world, context, (order) => onWire(world, context, order));
}

/** POST /numberOrders/{id}/submit. What is lacking is refused; an order that was blocked may be submitted again. */
export function submitOrder(world: SinchWorld) {
  return (context: SandboxContext): Response =>
    withOrder(world, context, (order) => {
      if (order.state !== "CREATED" && order.state !== "BLOCKED")
        return sinchError(context, 400, `The order is ${order.state}`);
      const lacking = lackingIn(order, world);
      if (lacking.length > 0) return badRequest(context, lacking);
      const { orders } = world.project;
      orders.submit(order.id);
      return onWire(world, context, orders.find(order.id) ?? order);
    });
}

/** Answers about the order of the path, or that there is none. */
export function withOrder<Answer extends Response | Promise<Response>>(
  world: SinchWorld,
  context: SandboxContext,
  answer: (order: Order) => Answer,
): Answer | Response {
  // Asked for first: it settles the orders that are due.
  world.inventory();
  const id = context.req.param("order") ?? "";
  const order = world.project.orders.find(id);
  return order ? answer(order) : notFound(context, "NumberOrder", id);
}

/** The description of an order knows no 404. */
function unavailable(context: SandboxContext): Response {
  const field = "number_order_option.phone_numbers";
  return badRequest(context, [{ field, description: "number is not available" }]);
}

/** Which fields and documents are still to be handed in. */
function lackingIn({ offer, ...order }: Order, world: SinchWorld): readonly FieldViolation[] {
  const needed = needsOf(offer, world);
  const missing = needed?.attachments.filter(
    ({ id, mandatory }) => mandatory && !order.attachments.has(id),
  );
  return [
    ...missingFields(order.requestDetails, needed?.fields.required),
    ...(missing ?? []).map(({ id }) => ({ field: `attachments.${id}`, description: "required" })),
  ];
}

/** What the registration still has to say; it may stand in `data`, or by itself. */
export function missingFields(
  requestDetails: Readonly<Record<string, unknown>>,
  required: readonly string[] = [],
): readonly FieldViolation[] {
  const { data = requestDetails } = requestDetails;
  const given = new Map(Object.entries(data ?? {}));
  return required
    .filter((name) => !given.get(name))
    .map((name) => ({ field: `request_details.${name}`, description: "required" }));
}

export function needsOf({ country, type }: SinchOffer, { offers }: SinchWorld) {
  return requirementsOf(offers, country, type);
}

function onWire(world: SinchWorld, context: SandboxContext, order: Order): Response {
  return context.json(orderOnWire(world, context.req.param("projectId") ?? "", order));
}
