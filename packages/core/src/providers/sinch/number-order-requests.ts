import * as z from "#zod";
import type { E164 } from "../../domain/phone-number.js";
import type { ApiRequest, Content } from "../../http/api.js";
import type { Configurations, VoiceConfiguration } from "./configuration.js";
import * as wire from "./number-order-wire.js";
import type { SinchNumberType } from "./requests.js";

// The requests about number orders, as data. Ids are encoded already.
// Source: Sinch Numbers API, OpenAPI description 1.0.3.

/** Orders have no voice type by default: it has to be named. */
export type OrderVoiceConfiguration = VoiceConfiguration & {
  readonly type: "RTC" | "EST" | "FAX";
};

/** An order for one number. */
export interface NumberOrderRequest extends Configurations<OrderVoiceConfiguration> {
  /** E.164. */
  readonly phoneNumber: string;
  /** ISO 3166-1 alpha-2. */
  readonly regionCode: string;
  readonly numberType: SinchNumberType;
  /** Where Sinch sends what happens to the order, for {@link verifySinchWebhook}. */
  readonly callbackUrl?: string | undefined;
}

/** Which numbers the requirements are of. */
export interface RequirementsQuery {
  /** ISO 3166-1 alpha-2. */
  readonly regionCode: string;
  readonly numberType: SinchNumberType;
}

/** A POST that changes nothing, so it may be repeated. */
export function lookupRequirements(project: string, body: RequirementsQuery) {
  return {
    operation: "sinch.requirements",
    effect: "read",
    method: "POST",
    path: `${project}/numberOrders:lookupNumberRequirements`,
    body,
    answer: wire.numberRequirements,
    mayBeKept: true,
    whenMissing: "rejected",
  } as const satisfies ApiRequest<unknown>;
}

/** Holds the number, and costs money once it is carried out. */
export function createOrder(
  project: string,
  number: E164,
  { regionCode, numberType, smsConfiguration, voiceConfiguration, callbackUrl }: NumberOrderRequest,
) {
  return {
    operation: "sinch.create-order",
    effect: "write",
    method: "POST",
    path: `${project}/numberOrders:createNumberOrder`,
    body: {
      regionCode,
      numberType,
      numberOrderOption: { phoneNumbers: [number] },
      smsConfiguration,
      voiceConfiguration,
      callbackUrl,
    },
    answer: wire.numberOrder,
    whenMissing: "number-taken",
  } as const satisfies ApiRequest<unknown>;
}

export function getOrder(project: string, id: string) {
  return {
    operation: "sinch.order",
    effect: "read",
    method: "GET",
    path: `${project}/numberOrders/${id}`,
    answer: wire.numberOrder,
    whenMissing: "rejected",
  } as const satisfies ApiRequest<unknown>;
}

export function getRegistration(project: string, id: string) {
  return {
    operation: "sinch.registration",
    effect: "read",
    method: "GET",
    path: `${project}/numberOrders/${id}/registration`,
    answer: wire.registration,
    whenMissing: "rejected",
  } as const satisfies ApiRequest<unknown>;
}

export function putRegistration(project: string, id: string, requestDetails: object) {
  return {
    operation: "sinch.update-registration",
    effect: "write",
    method: "PUT",
    path: `${project}/numberOrders/${id}/registration`,
    body: { requestDetails },
    answer: wire.registration,
    whenMissing: "rejected",
  } as const satisfies ApiRequest<unknown>;
}

export function upload(
  project: string,
  { id, attachmentId }: { readonly id: string; readonly attachmentId: string },
  content: Content,
) {
  return {
    operation: "sinch.upload-attachment",
    effect: "write",
    method: "POST",
    path: `${project}/numberOrders/${id}/attachments/${attachmentId}`,
    content,
    // No body is described.
    answer: z.object({}),
    mayBeEmpty: true,
    whenMissing: "rejected",
  } as const satisfies ApiRequest<unknown>;
}

/** From here on the order is carried out without another word from us, and costs money. */
export function submitOrder(project: string, id: string) {
  return {
    operation: "sinch.submit-order",
    effect: "write",
    method: "POST",
    path: `${project}/numberOrders/${id}/submit`,
    answer: wire.numberOrder,
    whenMissing: "rejected",
  } as const satisfies ApiRequest<unknown>;
}
