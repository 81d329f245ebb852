import type { E164 } from "../../domain/phone-number.js";
import type { CallOptions } from "../../http/api.js";
import { call, prepare } from "../../http/call.js";
import type { ReadList } from "../../http/lenient.js";
import { requireE164, requireSameNumber } from "../../http/number-reference.js";
import { checkConfigurations, mayHaveCampaign } from "./configuration.js";
import type { SinchApi } from "./api.js";
import * as requests from "./requests.js";
import type { AvailableNumbersQuery, RentOptions } from "./requests.js";
import type { ActiveNumber, AvailableNumber } from "./wire.js";

/** The numbers that can be rented. */
export interface AvailableNumbers {
  /**
   * Numbers that can be rented, in one answer: Sinch does not page them. What could not be read of it is
   * in its `unread`.
   */
  search(query: AvailableNumbersQuery, options?: CallOptions): Promise<ReadList<AvailableNumber>>;
  /** One number. @throws {LeaseError} `number-taken` when it cannot be rented. */
  check(number: string, options?: CallOptions): Promise<AvailableNumber>;
  /**
   * Rents a number: costs money, is sent once and never repeated.
   * @throws {LeaseError} `bad-input`, `number-taken`, `forbidden`, `rejected`, `not-sent`, `outcome-unknown`.
   */
  rent(number: string, options?: RentOptions & CallOptions): Promise<ActiveNumber>;
}

export function availableNumbers({ api, project }: SinchApi): AvailableNumbers {
  return {
    search: async (query, { signal } = {}) => {
      const { availableNumbers } = await call(api, requests.search(project, query), signal);
      return availableNumbers;
    },
    check: async (number, { signal } = {}) => {
      const asked = requireE164(number);
      const found = await call(api, requests.check(project, asked), signal);
      requireSameNumber(found.phoneNumber, asked, "read");
      return found;
    },
    rent: async (number, options) =>
      (await prepareRent({ api, project }, requireE164(number), options))(),
  };
}

/** @returns what sends the request to rent the number, once. */
export async function prepareRent(
  { api, project }: SinchApi,
  asked: E164,
  { signal, ...wanted }: RentOptions & CallOptions = {},
): Promise<() => Promise<ActiveNumber>> {
  checkConfigurations(wanted, { takesCampaign: mayHaveCampaign(asked) });
  const send = await prepare(api, requests.rent(project, asked, wanted), signal);
  return async () => {
    const rented = await send();
    requireSameNumber(rented.phoneNumber, asked, "write");
    return rented;
  };
}
