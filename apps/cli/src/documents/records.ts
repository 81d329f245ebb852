import type {
  Decimal,
  E164,
  Feature,
  LeaseState,
  NumberType,
  OperationState,
} from "@leaseline/core";
import * as z from "zod/mini";

// Everything that `--json` can name, field by field: a field that the core gets does not become part of the
// contract by itself. The program takes the types alone; the schema is made from the same words.

/** Text of the core's: its type is the core's own, and its form is told by the schema. */
const as = <Text extends string>(form: z.ZodMiniType<string>) =>
  // The core has made it, and nobody else can.
  form as unknown as z.ZodMiniType<Text>;
export const list = <Item extends z.ZodMiniType>(item: Item) => z.readonly(z.array(item));
const otherwise = z.string().check(z.regex(/^x-./));
const oneOf = <Text extends string>(known: readonly [string, ...string[]]) =>
  as<Text>(z.union([z.enum(known), otherwise]));

export const number = as<E164>(z.string().check(z.regex(/^\+[0-9]{2,15}$/)));
export const moment = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/));
const feature = oneOf<Feature>(["sms", "mms", "voice", "rcs", "imessage", "whatsapp"]);
const type = z.nullable(oneOf<NumberType>(["mobile", "local", "toll-free"]));
export const text = z.nullable(z.string());

export const money = z.strictObject({
  amount: as<Decimal>(z.string().check(z.regex(/^[0-9]+(\.[0-9]+)?$/))),
  currency: z.string().check(z.regex(/^[A-Z]{3}$/)),
});

export const price = z.strictObject({
  setup: z.nullable(money),
  recurring: z.nullable(money),
  intervalMonths: z.nullable(z.int().check(z.minimum(1))),
});

const requirement = z.strictObject({
  kind: oneOf<"documents" | "entitlement" | "plan" | `x-${string}`>([
    "documents",
    "entitlement",
    "plan",
  ]),
  description: z.string(),
});

const ofANumber = {
  number,
  account: z.string(),
  provider: z.string(),
  price: z.nullable(price),
  country: text,
  type,
  features: list(feature),
  place: text,
};

export const offer = z.strictObject({
  ...ofANumber,
  carrier: text,
  reputation: z.nullable(z.number()),
  leasable: z.boolean(),
  requirements: z.union([list(requirement), z.literal("unknown")]),
});

const provisioning = z.strictObject({
  feature,
  state: oneOf<"waiting" | "in-progress" | "ready" | "failed" | `x-${string}`>([
    "waiting",
    "in-progress",
    "ready",
    "failed",
  ]),
  errorCodes: list(z.string()),
  errors: list(z.strictObject({ code: z.string(), happened: z.string(), next: z.string() })),
});

export const lease = z.strictObject({
  ...ofANumber,
  state: oneOf<LeaseState>(["pending", "active", "suspended", "releasing", "released", "failed"]),
  label: text,
  leaseId: text,
  provisioning: list(provisioning),
  nextChargeAt: text,
  endsAt: text,
});

export const failure = z.strictObject({
  kind: z.string(),
  message: z.string(),
  spent: z.enum(["nothing", "unknown"]),
  by: z.optional(
    z.strictObject({
      operation: z.string(),
      account: z.string(),
      holder: text,
      since: moment,
    }),
  ),
});

export const accountFailure = z.strictObject({ account: z.string(), ...failure.shape });

export const operation = z.strictObject({
  number,
  account: z.string(),
  provider: text,
  price: z.nullable(price),
  id: z.string(),
  kind: z.enum(["lease", "release"]),
  state: as<OperationState>(
    z.enum([
      "claimed",
      "sent",
      "unknown",
      "accepted",
      "needs-attention",
      "committed",
      "absent",
      "rejected",
      "not-sent",
      "abandoned",
    ] satisfies OperationState[]),
  ),
  failure: z.nullable(failure),
  how: z.nullable(z.enum(["answered", "seen"])),
  key: text,
  order: text,
  startedAt: moment,
  changedAt: moment,
  /** Who is at it, while it is open and whoever began it lives; said where all operations are. */
  holder: z.optional(z.string()),
});

export const plan = z.strictObject({
  kind: z.enum(["lease", "release", "abandon"]),
  number,
  account: z.string(),
  provider: text,
  asks: z.string(),
  agrees: z.string(),
  reserves: z.nullable(price),
  sends: text,
});

export const wayOut = z.strictObject({
  operation: z.string(),
  kind: z.enum(["ask-again", "connect-account", "repeat", "give-up"]),
  mayCost: z.boolean(),
});

export const account = z.strictObject({
  id: z.string(),
  provider: z.string(),
  source: z.enum(["environment", "keychain"]),
});

export const leftOut = z.strictObject({
  account: text,
  reason: z.enum(["type", "features", "unread", "limit"]),
  count: z.nullable(z.int()),
  message: z.string(),
});

export const unpriced = z.strictObject({ number, account: z.string() });

export const charge = z.strictObject({
  number,
  account: z.string(),
  provider: z.string(),
  price: z.nullable(price),
  at: z.string(),
});

export type OfferRecord = z.infer<typeof offer>;
export type LeaseRecord = z.infer<typeof lease>;
export type FailureRecord = z.infer<typeof failure>;
export type AccountFailureRecord = z.infer<typeof accountFailure>;
export type OperationRecord = z.infer<typeof operation>;
export type LeftOutRecord = z.infer<typeof leftOut>;
export type WayOutRecord = z.infer<typeof wayOut>;
export type PlanRecord = z.infer<typeof plan>;
export type AccountRecord = z.infer<typeof account>;
