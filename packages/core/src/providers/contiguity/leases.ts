import type { E164 } from "../../domain/phone-number.js";
import type { Api, ApiRequest, CallOptions } from "../../http/api.js";
import { find, prepare } from "../../http/call.js";
import { type ReadList, asRead } from "../../http/lenient.js";
import { requireSameNumber } from "../../http/number-reference.js";
import {
  type ContiguityNumber,
  type NumberReference,
  numberOf,
  readLeasedNumber,
  readNumber,
  toNumber,
} from "./numbers.js";
import * as requests from "./requests.js";
import type { CreatedLease, NumberOnTheWire, TerminatedLease } from "./wire.js";

/** What a lease can be asked for with. */
export interface CreateOptions extends CallOptions {
  /** `monthly` when left out. */
  readonly billingMethod?: "monthly" | "service_contract" | undefined;
}

/** Leases in Contiguity's own words. Every method throws {@link LeaseError} only. */
export interface Leases {
  /**
   * The numbers that can be leased. Empty where Contiguity answers 404 in its own form. What could not be
   * read of the list is in its `unread`.
   */
  available(options?: CallOptions): Promise<ReadList<ContiguityNumber>>;
  /** One number. @throws {LeaseError} `number-taken` when there is none such. */
  get(number: NumberReference, options?: CallOptions): Promise<ContiguityNumber>;
  /**
   * Leases a number: costs money, is sent once and never repeated.
   * @throws {LeaseError} `number-taken`, `forbidden`, `insufficient-funds`, `rejected`, `not-sent`, `outcome-unknown`.
   */
  create(number: NumberReference, options?: CreateOptions): Promise<CreatedLease>;
  /** The numbers that the account holds. Something in its `unread` may be one more. */
  leased(options?: CallOptions): Promise<ReadList<ContiguityNumber>>;
  /** A number that the account holds. @throws {LeaseError} `not-leased` when it does not. */
  details(number: NumberReference, options?: CallOptions): Promise<ContiguityNumber>;
  /** Releases a number at once; cannot be undone. @throws {LeaseError} `not-leased`, `outcome-unknown`. */
  terminate(number: NumberReference, options?: CallOptions): Promise<TerminatedLease>;
}

export function leasesOf(api: Api): Leases {
  return {
    available: async ({ signal } = {}) => asNumbers(await availableOf(api, signal)),
    get: async (number, { signal } = {}) => readNumber(api, numberOf(number), signal),
    create: async (number, options) => (await prepareCreate(api, numberOf(number), options))(),
    leased: async ({ signal } = {}) => asNumbers(await leasedOf(api, signal)),
    details: async (number, { signal } = {}) => readLeasedNumber(api, numberOf(number), signal),
    terminate: async (number, options) =>
      (await prepareTerminate(api, numberOf(number), options))(),
  };
}

/** @returns what sends the request to lease the number, once. */
export async function prepareCreate(
  api: Api,
  asked: E164,
  { billingMethod, signal }: CreateOptions = {},
): Promise<() => Promise<CreatedLease>> {
  const send = await prepare(api, requests.create(asked, billingMethod), signal);
  return async () => {
    const { data } = await send();
    requireSameNumber(data.number, asked, "write");
    return data;
  };
}

/** @returns what sends the request to release the number, once. */
export async function prepareTerminate(
  api: Api,
  asked: E164,
  { signal }: CallOptions = {},
): Promise<() => Promise<TerminatedLease>> {
  const send = await prepare(api, requests.terminate(asked), signal);
  return async () => {
    const { data } = await send();
    requireSameNumber(data.number_id, asked, "write");
    return data;
  };
}

/** The numbers that can be leased, as they are on the wire. */
export function availableOf(
  api: Api,
  signal: AbortSignal | undefined,
): Promise<ReadList<NumberOnTheWire>> {
  return listOf(api, requests.available(), signal);
}

/** The numbers that the account holds, as they are on the wire. */
export function leasedOf(
  api: Api,
  signal: AbortSignal | undefined,
): Promise<ReadList<NumberOnTheWire>> {
  return listOf(api, requests.leased(), signal);
}

const asNumbers = (read: ReadList<NumberOnTheWire>) => asRead(read.map(toNumber), read.unread);

async function listOf(
  api: Api,
  request: ApiRequest<{ data: { numbers: ReadList<NumberOnTheWire> } }>,
  signal: AbortSignal | undefined,
): Promise<ReadList<NumberOnTheWire>> {
  const found = await find(api, request, signal);
  return found?.data.numbers ?? asRead([], []);
}
