import {
  type AccountIdentity,
  type E164,
  type Lease,
  type LeaseFailure,
  type LedgerNotice,
  LeaseError,
  type Money,
  type Moved,
  type OperationEvent,
  type Price,
  type SpendCap,
  toE164,
  toMoney,
} from "@leaseline/core";
import * as z from "zod/mini";
import { form } from "./schema.js";

// What stands in the database may be another version's: it is looked at before it is believed. What is looked at is
// passed on as it is, with what a later version has added, so that nothing is lost when it is written again.

const text = z.string();
const textOrNull = z.nullable(text);
const texts = z.array(text);
const money = z
  .looseObject({ amount: text, currency: text })
  .check(z.refine(({ amount, currency }) => toMoney(amount, currency) !== null));
const price = z.looseObject({
  setup: z.nullable(money),
  recurring: z.nullable(money),
  // A file that was moved here may hold one at which nobody charges.
  intervalMonths: z.nullable(z.number()),
});
const number = text.check(z.refine((value) => toE164(value) === value));
const lease = z.looseObject({
  number,
  account: text,
  provider: text,
  leaseId: textOrNull,
  label: textOrNull,
  state: text,
  country: textOrNull,
  type: textOrNull,
  place: textOrNull,
  features: texts,
  price: z.nullable(price),
  provisioning: z.array(
    z.looseObject({
      feature: text,
      state: text,
      errorCodes: texts,
      errors: z.array(z.looseObject({ code: text })),
    }),
  ),
  nextChargeAt: textOrNull,
  endsAt: textOrNull,
});
const failure = z.looseObject({ kind: text });
const event = z.discriminatedUnion("kind", [
  z.looseObject({ kind: z.literal("sent"), order: z.optional(textOrNull) }),
  z.looseObject({
    kind: z.literal("committed"),
    lease,
    how: z.optional(z.enum(["answered", "seen"])),
  }),
  z.looseObject({ kind: z.literal("accepted"), order: text }),
  z.looseObject({ kind: z.enum(["rejected", "not-sent", "unknown", "needs-attention"]), failure }),
  z.looseObject({ kind: z.enum(["absent", "abandoned"]) }),
]);
const first = z.looseObject({ operation: text, month: text, money });
const caps = z.array(z.looseObject({ kind: z.enum(["monthly", "per-lease"]), limit: money }));
const moved = z.looseObject({
  to: text,
  move: text,
  done: z.boolean(),
  from: z.optional(text),
});
const notice = z.discriminatedUnion("kind", [
  z.looseObject({ kind: z.literal("damaged"), keptAt: text, blocked: z.int() }),
  z.looseObject({ kind: z.literal("rewound"), at: text }),
]);

// Each of these says of a value that was looked at what the schema beside it looked for.
export const toLease = (value: unknown) => looked(lease, value) as unknown as Lease;
export const toPrice = (value: unknown) =>
  looked(z.nullable(price), value) as unknown as Price | null;
export const toEvent = (value: unknown) => looked(event, value) as unknown as OperationEvent;
export const toFirst = (value: unknown) =>
  looked(z.nullable(first), value) as unknown as {
    readonly operation: string;
    readonly month: string;
    readonly money: Money;
  } | null;
export const toCaps = (value: unknown) => looked(caps, value) as unknown as readonly SpendCap[];
export const toNotice = (value: unknown) => looked(notice, value) as unknown as LedgerNotice;
export const toMoved = (value: unknown) =>
  looked(z.nullable(moved), value) as unknown as Moved | null;
export const toFailure = (value: unknown) =>
  looked(z.nullable(failure), value) as unknown as LeaseFailure | null;
export const toNumber = (value: unknown) => looked(number, value) as E164;
export const toIdentity = (value: unknown) => looked(textOrNull, value) as AccountIdentity | null;
export const toText = (value: unknown) => looked(text, value);
export const toTextOrNull = (value: unknown) => looked(textOrNull, value);

/** @throws {LeaseError} `newer-version` for what a version wrote whose form is not known here. */
export function checkForm(value: unknown): void {
  if (typeof value !== "number" || value > form)
    throw new LeaseError({ kind: "ledger-unavailable", reason: "newer-version" });
}

/** @throws {LeaseError} `newer-version`: our own wrote nothing of the kind. */
export function looked<Schema extends z.ZodMiniType>(
  schema: Schema,
  value: unknown,
): z.output<Schema> {
  if (z.safeParse(schema, value).success) return value as z.output<Schema>;
  throw new LeaseError({ kind: "ledger-unavailable", reason: "newer-version" });
}
