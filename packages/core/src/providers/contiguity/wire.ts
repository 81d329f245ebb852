import * as z from "#zod";
import { asRead, e164, elements, optional, said, unreadable } from "../../http/lenient.js";

// What Contiguity sends. Required is only what nothing can be done without; enums stay open,
// since the live service has been seen to send more than its description says.

const text = optional(z.string());
/** What is there and is neither, such as 1e400, was said all the same: it is no amount, and not "none". */
const numeric = said(z.union([z.number(), z.string()]), Number.NaN);
/** Epoch seconds, epoch milliseconds or ISO 8601: the service mixes them. Made one in the mapping. */
const time = optional(z.union([z.number(), z.string()]));

const prices = z.object({ currency: text, upfront_fee: numeric, monthly_rate: numeric });
export type PricingOnTheWire = z.infer<typeof prices>;
const pricing = said(prices, { currency: null, upfront_fee: null, monthly_rate: Number.NaN });

const billing = z.object({
  method: text,
  price: pricing,
  period: optional(z.object({ start: time, end: numeric })),
});

const numberFields = z.object({
  /** The number is its own id. */
  id: e164,
  /** available, g-available, leased, unavailable, or one that is not known yet. */
  status: text,
  number: optional(z.object({ e164: text, formatted: text })),
  /** ISO 3166-1 alpha-2, and names. */
  location: optional(z.object({ country: text, region: text, city: text })),
  carrier: text,
  /** `channels` are sms, mms, rcs, imessage, whatsapp, or one that is not known yet. */
  capabilities: optional(
    z.object({ intl_sms: optional(z.boolean()), channels: optional(z.array(z.string())) }),
  ),
  /** `reputation` is 0 (bad) to 1 (good). */
  health: optional(
    z.object({ reputation: optional(z.number()), previous_owners: optional(z.number()) }),
  ),
  /** What the account needs for it, in Contiguity's words. */
  data: optional(
    z.object({ requirements: optional(z.array(z.string())), e911_capable: optional(z.boolean()) }),
  ),
  /** Epoch seconds, epoch milliseconds or ISO 8601: the service mixes them. */
  created_at: time,
  /** ISO 4217, and amounts as numbers or decimal text: once, and a month. */
  pricing,
  // What tells that the account holds the number.
  /** `lsd_…` */
  lease_id: said(z.string(), unreadable),
  /** active, paused, expired, terminated, or one that is not known yet. */
  lease_status: said(z.string(), unreadable),
  billing: optional(billing),
});

/** One phone number; `lease_id`, `lease_status` and `billing` are there when the account holds it. @interface */
export type NumberOnTheWire = z.infer<typeof numberFields>;

const answer = <Data extends z.ZodMiniType>(data: Data) => z.object({ data });

const numbers = elements(numberFields, "id");
export const listAnswer = answer(z.object({ numbers }));

/** No list is paged, as they are described: should that change, a first page may not pass for all that is held. */
export const leasedAnswer = z.pipe(
  z.looseObject({ data: z.looseObject({ numbers, leased: numeric }) }),
  z.transform((whole) => {
    const { numbers: read, leased } = whole.data;
    const count = read.length + read.unread.length;
    const isWhole = Number(leased ?? 0) <= count && !saysMore(whole, count);
    const held = read.filter((one) => !isOffer(one));
    const reasons = [
      ...(isWhole ? [] : ["numbers: not all of them"]),
      // Then it is not the list that was asked for, which is made of the same.
      ...(held.length < read.length ? ["status: not leased"] : []),
    ];
    if (reasons.length === 0) return { data: { numbers: read } };
    const unread = [...read.unread, ...reasons.map((reason) => ({ text: null, reason }))];
    return { data: { numbers: asRead(held, unread) } };
  }),
);

/** Whether a number is said to be had, and of no lease. */
function isOffer({ status, lease_id: id, lease_status: state }: NumberOnTheWire): boolean {
  return /^(g-)?available$/.test(status ?? "") && !id && !state;
}

const more = /^(has_?)?(more|next)(_?(page|cursor|token|page_?token|ur[il]|link))?$/i;
const total = /^total(_?(count|size|items|numbers|results))?$/i;

/** Whether something in it says that there is more, by whatever name. */
function saysMore(value: unknown, count: number): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.entries(value).some(
    ([name, one]) =>
      (more.test(name) && Boolean(one)) ||
      (total.test(name) && Number(one) > count) ||
      saysMore(one, count),
  );
}
export const numberAnswer = answer(numberFields);

export const createAnswer = answer(
  z.object({ lease_id: z.string(), number: e164, status: text, billing: optional(billing) }),
);
/** What `create` answers. `lease_id` is `lsd_…`, and `period.end` null for a lease from month to month. @interface */
export type CreatedLease = z.infer<typeof createAnswer>["data"];

export const terminateAnswer = answer(
  z.object({ lease_id: text, number_id: e164, status: text, terminated_at: time }),
);
/** What `terminate` answers. `number_id` is the number in E.164. @interface */
export type TerminatedLease = z.infer<typeof terminateAnswer>["data"];

/** What every answer comes in. */
export const envelope = z.object({ id: z.string().check(z.regex(/^(req|err)_\w{4,60}$/)) });

/** `{object: "error", data: {error, status, agreement_url?}}`: Contiguity's own form. */
export const errorAnswer = z.object({
  object: z.literal("error"),
  data: z.object({ error: z.string(), status: optional(z.number()), agreement_url: text }),
});

/** Where what tells it from a success stands, whatever else stands in it. */
export const failureMarks = z.object({ object: text, data: optional(z.unknown()) });

/** The bare form that has been seen beside it. Any gateway may send it, so it proves nothing. */
export const bareErrorAnswer = z.object({ message: z.string(), status: z.number() });
