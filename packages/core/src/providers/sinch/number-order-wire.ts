import * as z from "#zod";
import { e164, optional, said } from "../../http/lenient.js";
import { money, noMoney, text } from "./wire.js";

// What Sinch sends about number orders, read as leniently as the rest.

const requiredAttachment = z.object({
  /** What the upload names. */
  id: z.string().check(z.minLength(1)),
  title: text,
  description: text,
  /** What is not said to be optional is needed. */
  mandatory: optional(z.boolean()),
  /** Forms to fill in. */
  template: optional(z.array(z.object({ name: text, url: text }))),
  /** Any when empty. */
  allowedMimeTypes: optional(z.array(z.string())),
  /** Any when empty. */
  allowedDocumentTypes: optional(z.array(z.string())),
});
/** A document that has to be handed in, or may be. @interface */
export type RequiredAttachment = z.infer<typeof requiredAttachment>;

const requirements = {
  /** A JSON schema, with rules of Sinch's own, of what the registration has to say. */
  fields: optional(z.looseObject({})),
  attachments: optional(z.array(requiredAttachment)),
};

/** One of the two has to be there: any other JSON would pass for "nothing is needed". */
export const numberRequirements = z
  .object(requirements)
  .check(z.refine(({ fields, attachments }) => Boolean(fields ?? attachments)));
/** What Sinch asks for before it carries out an order. @interface */
export type NumberRequirements = z.infer<typeof numberRequirements>;

const orderedNumber = z.object({
  phoneNumber: e164,
  numberPrice: said(
    z.object({
      /** Once, in decimal text and ISO 4217, as the other one. */
      setupPrice: money,
      monthlyPrice: money,
      /** 0 occurs, and means "not said". */
      paymentIntervalMonths: optional(z.number()),
    }),
    { setupPrice: null, monthlyPrice: noMoney, paymentIntervalMonths: null },
  ),
  capabilities: optional(z.array(z.string())),
});

export const numberOrder = z.object({
  projectId: text,
  /** What the methods of {@link NumberOrders} take. */
  idNumberOrder: z.string().check(z.minLength(1)),
  /** ISO 3166-1 alpha-2. */
  regionCode: text,
  /** CREATED, IN_REVIEW, BLOCKED, COMPLETED, REJECTED, EXPIRED, or one that is not known yet. */
  state: text,
  /** MOBILE, LOCAL, TOLL_FREE, or one that is not known yet. */
  numberType: text,
  orderNumbers: optional(z.array(orderedNumber)),
  smsConfiguration: optional(z.object({ servicePlanId: text, campaignId: text })),
  voiceConfiguration: optional(
    z.object({ type: text, appId: text, trunkId: text, serviceId: text }),
  ),
  /** Until when it has to be submitted; this and the other times as Sinch writes them, RFC 3339. */
  expireTime: text,
  createTime: text,
  updateTime: text,
});
/** An order for numbers, and how far it has come. @interface */
export type NumberOrder = z.infer<typeof numberOrder>;

const attachment = z.object({
  attachmentId: text,
  fileName: text,
  mimeType: text,
  createTime: text,
  updateTime: text,
  /** COMPLETED, WAITING, FAILED, or one that is not known yet. */
  uploadStatus: text,
  documentType: text,
});

export const registration = z
  .object({
    /** As it was put. */
    requestDetails: optional(z.looseObject({})),
    attachments: optional(z.array(attachment)),
    /** Why an order is where it is, in the words of whoever reviews it. */
    logs: optional(z.array(z.object({ message: text, createTime: text }))),
  })
  .check(
    z.refine(({ requestDetails, attachments, logs }) =>
      Boolean(requestDetails ?? attachments ?? logs),
    ),
  );
/** What was handed in for an order, and what was said about it. @interface */
export type Registration = z.infer<typeof registration>;
