import type { Lease } from "./domain/lease.js";
import type { Offer } from "./domain/offer.js";
import { LeaseError } from "./errors/lease-error.js";
import { unclear } from "./http/send.js";
import type { LeasePage, OfferPage } from "./providers/provider-account.js";

/** The offers of a search that could be read. */
export async function* offersOf(pages: AsyncIterable<OfferPage>): AsyncGenerator<readonly Offer[]> {
  for await (const { offers } of pages) yield offers;
}

/** A list that could not be read to the last of its elements is not the whole. */
export async function* leasesOf(pages: AsyncIterable<LeasePage>): AsyncGenerator<readonly Lease[]> {
  let isWhole = true;
  for await (const { leases, unread } of pages) {
    yield leases;
    isWhole &&= unread.length === 0;
  }
  if (!isWhole) throw new LeaseError(unclear("read", "unexpected-form"));
}
