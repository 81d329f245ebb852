import * as z from "zod";
import { isOperation, type Operation } from "../server/operation.js";
import { entitlementStandings } from "../state/entitlement-store.js";
import { faultSchema } from "./fault.js";

const operation = z.custom<Operation>(
  (name) => typeof name === "string" && isOperation(name),
  "no such operation",
);
const number = z.string().min(1);
const amount = z.string().regex(/^\d+(\.\d+)?$/, "must be a decimal string");

export const providerSchema = z.enum(["contiguity", "sinch"]);
const provider = providerSchema;

/** What each wish under `/control` is made of. Strict: a misspelt wish is refused, not ignored. */
export const wishes = {
  clock: z.strictObject({ advanceMs: z.number() }),
  latency: z.strictObject({ ms: z.number(), operation: operation.optional() }),
  fault: z.strictObject({ operation, fault: faultSchema }),
  hold: z.strictObject({ operation }),
  leaseMany: z.strictObject({ provider, count: z.int().positive() }),
  leaseElsewhere: z.strictObject({ provider, number }),
  balance: z.strictObject({ provider, amount: amount.nullable() }),
  entitlement: z.strictObject({
    name: z.string().min(1),
    granted: z.union([z.boolean(), z.enum(entitlementStandings)]),
  }),
  substitution: z.strictObject({ enabled: z.boolean() }),
  webhook: z.strictObject({ event: z.looseObject({ type: z.string() }) }),
  price: z.strictObject({
    number,
    currency: z.string().optional(),
    setup: amount.optional(),
    recurring: amount.optional(),
  }),
  judgeOrder: z.strictObject({
    order: z.string().min(1),
    state: z.enum(["REJECTED", "BLOCKED"]),
    reason: z.string(),
  }),
  takeAway: z.strictObject({ number }),
  /** Takes no body, or any. */
  nothing: z.unknown(),
};
