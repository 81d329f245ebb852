import * as z from "zod";
import { isOperation, type Operation } from "../server/operation.js";
import { providerNames } from "../for-each-provider.js";
import { faultSchema } from "./fault.js";

const operation = z.custom<Operation>(
  (name) => typeof name === "string" && isOperation(name),
  "no such operation",
);
const number = z.string().min(1);
const amount = z.string().regex(/^\d+(\.\d+)?$/, "must be a decimal string");

export const providerSchema = z.enum(providerNames);
const provider = providerSchema;

/** What each request under `/control` is made of. Strict: a misspelt one is refused, not ignored. */
export const bodies = {
  clock: z.strictObject({ advanceMs: z.number() }),
  latency: z.strictObject({ ms: z.number(), operation: operation.optional() }),
  pages: z.strictObject({ longest: z.int().positive() }),
  fault: z.strictObject({ operation, fault: faultSchema }),
  hold: z.strictObject({ operation }),
  leaseMany: z.strictObject({ provider, count: z.int().positive() }),
  leaseElsewhere: z.strictObject({ provider, number }),
  balance: z.strictObject({ provider, amount: amount.nullable() }),
  price: z.strictObject({
    number,
    currency: z.string().optional(),
    setup: amount.optional(),
    recurring: amount.optional(),
  }),
  takeAway: z.strictObject({ number }),
  /** Takes no body, or any. */
  nothing: z.unknown(),
};
