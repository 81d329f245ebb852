import * as z from "zod";
import type { SandboxContext } from "../server/environment.js";
import type { SinchWorld } from "./world.js";
import { badRequest, notFound, violationsOf } from "./errors.js";
import { countSchema, filterFields, matches, numberTypeSchema } from "./filters.js";
import { availableOnWire } from "./wire.js";

const searchSchema = z.object({
  ...filterFields,
  regionCode: z.string().min(1),
  type: numberTypeSchema,
  /** The provider publishes neither a default nor a limit; this default is the sandbox's. */
  size: countSchema.default(20),
});

/** GET /availableNumbers. There are no pages: what does not fit is not told. */
export function search(world: SinchWorld) {
  return (context: SandboxContext): Response => {
    const query = searchSchema.safeParse({
      ...context.req.query(),
      capabilities: context.req.queries("capabilities") ?? [],
      pattern: context.req.query("numberPattern.pattern"),
      searchPattern: context.req.query("numberPattern.searchPattern"),
    });
    if (!query.success) return badRequest(context, violationsOf(query.error));
    const inventory = world.inventory();
    const found = inventory.available().filter((offer) => matches(offer, query.data));
    const availableNumbers = found
      .slice(0, query.data.size)
      .map((offer) => availableOnWire(offer, inventory.prices.listed(offer)));
    return context.json({ availableNumbers });
  };
}

/** GET /availableNumbers/{number} */
export function check(world: SinchWorld) {
  return (context: SandboxContext): Response => {
    const inventory = world.inventory();
    const number = context.req.param("number") ?? "";
    const offer = inventory.find(number);
    if (!offer || inventory.standing(number) !== "available")
      return notFound(context, "AvailableNumber", number);
    return context.json(availableOnWire(offer, inventory.prices.read(offer)));
  };
}
