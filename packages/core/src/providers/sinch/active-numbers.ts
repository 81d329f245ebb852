import type { E164 } from "../../domain/phone-number.js";
import type { Unread } from "../../domain/unread.js";
import { LeaseError, badInput } from "../../errors/lease-error.js";
import type { CallOptions } from "../../http/api.js";
import { call, prepare } from "../../http/call.js";
import type { ReadList } from "../../http/lenient.js";
import { requireE164, requireSameNumber } from "../../http/number-reference.js";
import { unclear } from "../../http/send.js";
import { checkConfigurations, mayHaveCampaign } from "./configuration.js";
import type { SinchApi } from "./api.js";
import { activeNumberPages } from "./pages.js";
import * as requests from "./requests.js";
import type { ActiveNumbersQuery, NumberChanges } from "./requests.js";
import type { ActiveNumber } from "./wire.js";

/** The numbers that a project rents. */
export interface ActiveNumbers {
  /**
   * Every number that the project rents, over every page of every type (or the one asked for).
   * The types are read side by side. Complete only when it ends without an error: where an element cannot
   * be read, that is after all the others.
   */
  list(query?: ActiveNumbersQuery, options?: CallOptions): AsyncIterable<ActiveNumber>;
  /** As {@link ActiveNumbers.list}, a page at a time. What could not be read of a page is in its `unread`. */
  pages(query?: ActiveNumbersQuery, options?: CallOptions): AsyncIterable<ReadList<ActiveNumber>>;
  /** A number that the project rents. @throws {LeaseError} `not-leased` when it does not. */
  get(number: string, options?: CallOptions): Promise<ActiveNumber>;
  /**
   * Renames a number, or connects it to something else; what is left out stays as it is. An id of `""`
   * ends a connection. Sent once. The new connection is provisioned after the answer.
   * @throws {LeaseError} `bad-input`, `not-leased`, `rejected`, `not-sent`, `outcome-unknown`.
   */
  update(number: string, changes: NumberChanges, options?: CallOptions): Promise<ActiveNumber>;
  /**
   * Releases a number: it stays rented until the `expireAt` of the answer. Cannot be undone.
   * @throws {LeaseError} `not-leased`, `outcome-unknown`.
   */
  release(number: string, options?: CallOptions): Promise<ActiveNumber>;
}

export function activeNumbers({ api, project }: SinchApi): ActiveNumbers {
  return {
    async *list(query = {}, { signal } = {}) {
      let first: Unread | undefined;
      for await (const page of activeNumberPages(api, project, query, signal)) {
        yield* page;
        first ??= page.unread[0];
      }
      if (first) throw new LeaseError(unclear("read", "unexpected-form", { detail: first.reason }));
    },
    async *pages(query = {}, { signal } = {}) {
      yield* activeNumberPages(api, project, query, signal);
    },
    get: async (number, { signal } = {}) => {
      const asked = requireE164(number);
      const found = await call(api, requests.getActive(project, asked), signal);
      requireSameNumber(found.phoneNumber, asked, "read");
      return found;
    },
    update: async (number, changes, { signal } = {}) => {
      const asked = requireE164(number);
      checkChanges(changes);
      checkConfigurations(changes, { mayUnlink: true, takesCampaign: mayHaveCampaign(asked) });
      const updated = await call(api, requests.update(project, asked, changes), signal);
      requireSameNumber(updated.phoneNumber, asked, "write");
      return updated;
    },
    release: async (number, options) =>
      (await prepareRelease({ api, project }, requireE164(number), options))(),
  };
}

/** @returns what sends the request to release the number, once. */
export async function prepareRelease(
  { api, project }: SinchApi,
  asked: E164,
  { signal }: CallOptions = {},
): Promise<() => Promise<ActiveNumber>> {
  const send = await prepare(api, requests.release(project, asked), signal);
  return async () => {
    const released = await send();
    requireSameNumber(released.phoneNumber, asked, "write");
    return released;
  };
}

function checkChanges(changes: NumberChanges): void {
  if (Object.values(changes ?? {}).some((change) => change !== undefined)) return;
  throw badInput("changes", "There is nothing to change about the number.");
}
