import * as z from "#zod";
import type { E164 } from "../../domain/phone-number.js";
import type { ApiRequest } from "../../http/api.js";
import { optional } from "../../http/lenient.js";

// The requests about emergency addresses, as data, and what Sinch answers.
// Source: Sinch Numbers API, OpenAPI description 1.0.3.

/** An address to give to a number, or to be checked. Everything is needed but `location` and `postalCodePlusFour`. */
export interface EmergencyAddressRequest {
  /** Who is to be found there. */
  readonly displayName: string;
  readonly address: {
    readonly streetNumber: string;
    /** The street, without the house's number. */
    readonly streetInfo: string;
    /** Such as a floor or an apartment. */
    readonly location?: string | undefined;
    readonly city: string;
    /** Such as `CA`. */
    readonly state: string;
    readonly postalCode: string;
    readonly postalCodePlusFour?: string | undefined;
  };
}

const text = optional(z.string());

export const address = z.object({
  streetNumber: text,
  streetInfo: text,
  location: text,
  city: text,
  state: text,
  postalCode: text,
  postalCodePlusFour: text,
});

/** Something has to be in it: any other JSON would pass for an address without a field. */
const emergencyAddress = address.check(
  z.refine((given) => Object.values(given).some((value) => Boolean(value))),
);
/** Where an emergency service is sent to. @interface */
export type EmergencyAddress = z.infer<typeof emergencyAddress>;

const validatedAddress = z.object({
  phoneNumber: text,
  displayName: text,
  validatedAddress: optional(address),
  /** EXACT_MATCH, NEAR_MATCH, NO_MATCH, or one that is not known yet. */
  validationResult: z.string(),
  /** Sinch's own sentence about it. */
  validationMessage: text,
  /** As it ought to be written, where that differs. */
  correctedAddress: optional(address),
  /** With NO_MATCH only. */
  candidateAddresses: optional(z.array(address)),
});
/** What is known of an address. @interface */
export type ValidatedAddress = z.infer<typeof validatedAddress>;

export function getAddress(project: string, number: E164) {
  return {
    operation: "sinch.emergency-address",
    effect: "read",
    method: "GET",
    path: `${project}/activeNumbers/${number}/emergencyAddress`,
    answer: emergencyAddress,
    whenMissing: "not-leased",
  } as const satisfies ApiRequest<unknown>;
}

export function provision(project: string, number: E164, body: EmergencyAddressRequest) {
  return {
    operation: "sinch.provision-address",
    effect: "write",
    method: "POST",
    path: `${project}/activeNumbers/${number}/emergencyAddress:provision`,
    body,
    answer: emergencyAddress,
    whenMissing: "not-leased",
  } as const satisfies ApiRequest<unknown>;
}

/** A POST that changes nothing, so it may be repeated. */
export function validate(project: string, number: E164, body: EmergencyAddressRequest) {
  return {
    operation: "sinch.validate-address",
    effect: "read",
    method: "POST",
    path: `${project}/activeNumbers/${number}/emergencyAddress:validate`,
    body,
    answer: validatedAddress,
    whenMissing: "not-leased",
  } as const satisfies ApiRequest<unknown>;
}

export function deprovision(project: string, number: E164) {
  return {
    operation: "sinch.deprovision-address",
    effect: "write",
    method: "POST",
    path: `${project}/activeNumbers/${number}/emergencyAddress:deprovision`,
    answer: z.object({}),
    mayBeEmpty: true,
    whenMissing: "not-leased",
  } as const satisfies ApiRequest<unknown>;
}
