import * as z from "#zod";
import { e164, elements, optional, said, unreadable } from "../../http/lenient.js";

// What Sinch sends. Unset is "" for text and null for the rest, or left out; enums stay open.
// Dates stay text: a display name may look like one.

export const text = optional(z.string());
/** What is there and has another form was said all the same: it is no amount, and not "none". */
export const noMoney = { currencyCode: null, amount: "no amount" };
const amount = said(z.string(), noMoney.amount);
export const money = said(z.object({ currencyCode: text, amount }), noMoney);

export const availableNumber = z.object({
  phoneNumber: e164,
  /** ISO 3166-1 alpha-2. */
  regionCode: text,
  /** MOBILE, LOCAL, TOLL_FREE, or one that is not known yet. */
  type: text,
  /** SMS, VOICE, or one that is not known yet. */
  capability: optional(z.array(z.string())),
  /** Once. */
  setupPrice: money,
  /** For each interval of `paymentIntervalMonths`. */
  monthlyPrice: money,
  /** 0 occurs, and means "not said". */
  paymentIntervalMonths: optional(z.number()),
  /** Whether it has to be ordered, with documents. */
  supportingDocumentationRequired: optional(z.boolean()),
});
/** A number that can be rented. Prices are decimal text and ISO 4217; what Sinch does not say is null or "". @interface */
export type AvailableNumber = z.infer<typeof availableNumber>;

export const searchAnswer = z.object({
  availableNumbers: elements(availableNumber, "phoneNumber"),
});

const smsConfiguration = z.object({
  /** "" while it is being provisioned, and when it is not set. */
  servicePlanId: text,
  campaignId: text,
  scheduledProvisioning: optional(
    z.object({
      servicePlanId: text,
      campaignId: text,
      /** WAITING, IN_PROGRESS, FAILED: there is no value for success. */
      status: text,
      lastUpdatedTime: text,
      errorCodes: optional(z.array(z.string())),
    }),
  ),
});

const voiceIds = { type: text, appId: text, trunkId: text, serviceId: text };

const voiceConfiguration = z.object({
  ...voiceIds,
  lastUpdatedTime: text,
  scheduledVoiceProvisioning: optional(
    z.object({ ...voiceIds, status: text, lastUpdatedTime: text }),
  ),
});

export const activeNumber = z.object({
  phoneNumber: e164,
  projectId: text,
  /** The number's label at Sinch. */
  displayName: text,
  /** ISO 3166-1 alpha-2. */
  regionCode: text,
  /** MOBILE, LOCAL, TOLL_FREE, or one that is not known yet. */
  type: text,
  /** SMS, VOICE, or one that is not known yet. */
  capability: optional(z.array(z.string())),
  /** The recurring price. */
  money,
  paymentIntervalMonths: optional(z.number()),
  /** When it is charged next. */
  nextChargeDate: text,
  /** Until when it stays rented, once it is released. */
  expireAt: said(z.string(), unreadable),
  smsConfiguration: optional(smsConfiguration),
  voiceConfiguration: optional(voiceConfiguration),
  callbackUrl: text,
});
/** A number that the project rents. Times are RFC 3339, as Sinch writes them; what it does not say is null or "". @interface */
export type ActiveNumber = z.infer<typeof activeNumber>;

/** One of them, as an answer: an offer of the same number has all that is needed of it as well. */
export const activeAnswer = z.pipe(
  z.unknown().check(z.refine((one) => !isOffer(one))),
  activeNumber,
);

function isOffer(one: unknown): boolean {
  const { projectId, setupPrice, monthlyPrice, supportingDocumentationRequired } = Object(
    one,
  ) as Readonly<Record<string, unknown>>;
  const offered = setupPrice ?? monthlyPrice ?? supportingDocumentationRequired ?? null;
  return offered !== null && !projectId;
}

export const listAnswer = z.object({
  activeNumbers: elements(activeNumber, "phoneNumber"),
  /** "" on the last page. */
  nextPageToken: said(z.string(), unreadable),
});

/** Ten years, in seconds. */
const longestLifetime = 315_360_000;

export const tokenAnswer = z.object({
  // What no header takes would fail once the request is marked as sent.
  access_token: z.string().check(z.regex(/^[\x21-\x7e]+$/)),
  /** Seconds; null where it is not said, or is no time. */
  expires_in: optional(
    z.pipe(
      z.union([z.number(), z.string()]),
      z.pipe(z.transform(Number), z.number().check(z.positive(), z.lte(longestLifetime))),
    ),
  ),
});

/** The token server's own error form (RFC 6749); the rest of Sinch has another. */
export const tokenErrorAnswer = z
  .object({ error: z.unknown() })
  .check(z.refine(({ error }) => error !== undefined));

const detail = z.object({
  type: text,
  fieldViolations: optional(z.array(z.object({ field: text, description: text }))),
  resourceType: text,
  resourceName: text,
  description: text,
});

/** Sinch's own form. In its place `error` was once seen as text, which anybody may send: it proves nothing. */
export const errorAnswer = z.object({
  error: z.object({
    /** The status of the answer. */
    code: z.number(),
    message: text,
    /** Such as NOT_FOUND. */
    status: z.string().check(z.regex(/^[A-Z_]+$/)),
    details: optional(z.array(detail)),
  }),
});
