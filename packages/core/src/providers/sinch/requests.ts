import type { E164 } from "../../domain/phone-number.js";
import type { ApiRequest } from "../../http/api.js";
import { refuseUnknown } from "../../errors/check-options.js";
import type { Configurations } from "./configuration.js";
import * as wire from "./wire.js";

// The requests about numbers, and for a token, as data. Those of other resources are in their own files.
// Source: Sinch Numbers API, OpenAPI description 1.0.3.

/** What kind of number it is, in Sinch's words. */
export type SinchNumberType = "MOBILE" | "LOCAL" | "TOLL_FREE";
/** What a number can carry, in Sinch's words. */
export type SinchCapability = "SMS" | "VOICE";

/** Digits that a number has to have, and where. */
export interface NumberPattern {
  /** Matched against the whole E.164 number: `+1212`, not `212`, finds New York at the start. */
  readonly pattern: string;
  /** Where they have to stand; Sinch's choice when left out. */
  readonly searchPattern?: "START" | "CONTAINS" | "END" | undefined;
}

/** Which numbers to search for. */
export interface AvailableNumbersQuery {
  /** ISO 3166-1 alpha-2. */
  readonly regionCode: string;
  readonly type: SinchNumberType;
  readonly numberPattern?: NumberPattern | undefined;
  /** What numbers have to carry. */
  readonly capabilities?: readonly SinchCapability[] | undefined;
  /** The most to be answered with. Sinch publishes neither its default nor a limit. */
  readonly size?: number | undefined;
}

/** Which of the rented numbers to list. */
export interface ActiveNumbersQuery {
  /** ISO 3166-1 alpha-2; every region when left out. */
  readonly regionCode?: string | undefined;
  /** Every type when left out. */
  readonly type?: SinchNumberType | undefined;
  readonly numberPattern?: NumberPattern | undefined;
  /** What numbers have to carry. */
  readonly capability?: readonly SinchCapability[] | undefined;
  /** How many numbers a page has; every page is read whatever it is. */
  readonly pageSize?: number | undefined;
  readonly orderBy?: "phoneNumber" | "displayName" | undefined;
}

/** What a new number is connected to: nothing when all is left out. */
export interface RentOptions extends Configurations {
  /** Where Sinch sends what happens to the number, for {@link verifySinchWebhook}. */
  readonly callbackUrl?: string | undefined;
}

/** What is left out stays as it is; an id, a name or an address of `""` is taken away. */
export interface NumberChanges extends RentOptions {
  /** The number's label at Sinch. */
  readonly displayName?: string | undefined;
}

/** An access token. A POST that changes nothing, so it may be repeated. */
export function token() {
  return {
    operation: "sinch.token",
    effect: "read",
    method: "POST",
    path: "",
    form: parameters({ grant_type: "client_credentials" }),
    answer: wire.tokenAnswer,
    whenMissing: "rejected",
  } as const satisfies ApiRequest<unknown>;
}

export function search(project: string, query: AvailableNumbersQuery) {
  return {
    operation: "sinch.search",
    effect: "read",
    method: "GET",
    path: `${project}/availableNumbers`,
    query: parameters({ ...query, numberPattern: undefined, ...pattern(query.numberPattern) }),
    answer: wire.searchAnswer,
    mayBeKept: true,
    whenMissing: "rejected",
  } as const satisfies ApiRequest<unknown>;
}

export function check(project: string, number: E164) {
  return {
    operation: "sinch.check",
    effect: "read",
    method: "GET",
    path: `${project}/availableNumbers/${number}`,
    answer: wire.availableNumber,
    whenMissing: "number-taken",
  } as const satisfies ApiRequest<unknown>;
}

/** Costs money. */
export function rent(project: string, number: E164, body: RentOptions) {
  return {
    operation: "sinch.rent",
    effect: "write",
    method: "POST",
    path: `${project}/availableNumbers/${number}:rent`,
    body,
    answer: wire.activeAnswer,
    whenMissing: "number-taken",
  } as const satisfies ApiRequest<unknown>;
}

export function list(
  project: string,
  query: ActiveNumbersQuery & {
    readonly type: SinchNumberType;
    readonly pageToken?: string | undefined;
  },
) {
  return {
    operation: "sinch.list",
    effect: "read",
    method: "GET",
    path: `${project}/activeNumbers`,
    query: parameters({ ...query, numberPattern: undefined, ...pattern(query.numberPattern) }),
    answer: wire.listAnswer,
    whenMissing: "rejected",
  } as const satisfies ApiRequest<unknown>;
}

export function getActive(project: string, number: E164) {
  return {
    operation: "sinch.get",
    effect: "read",
    method: "GET",
    path: `${project}/activeNumbers/${number}`,
    answer: wire.activeAnswer,
    whenMissing: "not-leased",
  } as const satisfies ApiRequest<unknown>;
}

export function update(project: string, number: E164, body: NumberChanges) {
  return {
    operation: "sinch.update",
    effect: "write",
    method: "PATCH",
    path: `${project}/activeNumbers/${number}`,
    body,
    answer: wire.activeAnswer,
    whenMissing: "not-leased",
  } as const satisfies ApiRequest<unknown>;
}

/** Cannot be undone. */
export function release(project: string, number: E164) {
  return {
    operation: "sinch.release",
    effect: "write",
    method: "POST",
    path: `${project}/activeNumbers/${number}:release`,
    answer: wire.activeAnswer,
    whenMissing: "not-leased",
  } as const satisfies ApiRequest<unknown>;
}

function pattern(wanted: NumberPattern | undefined) {
  refuseUnknown(wanted ?? {}, ["pattern", "searchPattern"]);
  return {
    "numberPattern.pattern": wanted?.pattern,
    "numberPattern.searchPattern": wanted?.searchPattern,
  };
}

/** Arrays repeat their name; `+` becomes `%2B`, which Sinch needs in a query and not in a path. */
export function parameters(
  values: Readonly<Record<string, string | number | readonly string[] | undefined>>,
): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) continue;
    if (typeof value === "object") for (const one of value) query.append(name, one);
    else query.append(name, String(value));
  }
  return query;
}
