import * as z from "zod";
import type { SandboxContext } from "../server/environment.js";
import type { SinchWorld } from "./world.js";
import { nextChargeAtMs } from "./billing.js";
import { badRequest, notFound, violationsOf } from "./errors.js";
import { countSchema, filterFields, matches, numberTypeSchema } from "./filters.js";
import { pageTokenSchema, writePageToken } from "./page-token.js";
import type { SinchLease } from "./terms.js";
import { activeOnWire } from "./wire.js";

const listSchema = z.object({
  ...filterFields,
  regionCode: z.string().min(1).optional(),
  /** Left out it means MOBILE, not all: a list of everything takes one walk for each type. */
  type: numberTypeSchema.default("MOBILE"),
  pageSize: countSchema.default(20),
  pageToken: pageTokenSchema.default(0),
  orderBy: z.enum(["phoneNumber", "displayName"]).optional(),
});

/** GET /activeNumbers. Without `orderBy`, oldest first. */
export function list(world: SinchWorld) {
  return (context: SandboxContext): Response => {
    const query = listSchema.safeParse({
      ...context.req.query(),
      // Singular here, plural in a search.
      capabilities: context.req.queries("capability") ?? [],
      pattern: context.req.query("numberPattern.pattern"),
      searchPattern: context.req.query("numberPattern.searchPattern"),
    });
    if (!query.success) return badRequest(context, violationsOf(query.error));
    const { orderBy, pageSize, pageToken: start } = query.data;
    const found = world
      .inventory()
      .leases()
      .filter(({ offer }) => matches(offer, query.data));
    const ordered = orderBy ? found.toSorted(by(sortKeys[orderBy])) : found;
    const end = start + world.pageSize(pageSize);
    return context.json({
      activeNumbers: ordered.slice(start, end).map((lease) => onWire(world, context, lease)),
      nextPageToken: end < ordered.length ? writePageToken(end) : "",
      totalSize: ordered.length,
    });
  };
}

/** GET /activeNumbers/{number} */
export function getActive(world: SinchWorld) {
  return (context: SandboxContext): Response => {
    const number = context.req.param("number") ?? "";
    const lease = world.inventory().leaseOf(number);
    return lease
      ? context.json(onWire(world, context, lease))
      : notFound(context, "ActiveNumber", number);
  };
}

/** POST /activeNumbers/{number}:release. It stays listed and working until the next charge date. */
export function release(world: SinchWorld) {
  return (context: SandboxContext): Response => {
    const inventory = world.inventory();
    const number = (context.req.param("number") ?? "").replace(/:release$/, "");
    const lease = inventory.leaseOf(number);
    if (!lease) return notFound(context, "ActiveNumber", number);
    if (lease.offer.quirk?.kind !== "stays-active")
      inventory.end(number, nextChargeAtMs(lease, world.clock.now()));
    return context.json(onWire(world, context, inventory.leaseOf(number) ?? lease));
  };
}

const sortKeys = {
  phoneNumber: ({ offer }: SinchLease) => offer.number,
  displayName: ({ terms }: SinchLease) => terms.displayName,
} as const;

function by(key: (lease: SinchLease) => string) {
  return (left: SinchLease, right: SinchLease) =>
    key(left) < key(right) ? -1 : Number(key(left) > key(right));
}

function onWire(world: SinchWorld, context: SandboxContext, lease: SinchLease): object {
  return activeOnWire(world, context.req.param("projectId") ?? "", lease);
}
