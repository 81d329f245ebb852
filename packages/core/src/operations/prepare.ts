import type { Lease } from "../domain/lease.js";
import type { Offer } from "../domain/offer.js";
import { type Price, samePrice } from "../domain/price.js";
import { LeaseError } from "../errors/lease-error.js";
import { noAnswer } from "../errors/lease-failure.js";
import type {
  LeaseOptions,
  LeaseOutcome,
  Ownership,
  Prepared,
  ProviderAccount,
  ReadOptions,
  ReleaseOutcome,
} from "../providers/provider-account.js";
import { untilAborted } from "../until-aborted.js";
import { sameLease } from "./judge.js";

/** Gets ready all that a request needs: up to here an operation can be given up at no cost. */
export type Preparation = (
  options: ReadOptions,
) => Promise<Prepared<LeaseOutcome> | Prepared<ReleaseOutcome>>;

export type Readied =
  | { readonly kind: "ready"; readonly request: Prepared<LeaseOutcome> | Prepared<ReleaseOutcome> }
  /** Nothing was sent. */
  | { readonly kind: "given-up"; readonly error: unknown };

/** @param signal - ends the operation here, whether or not the adapter listens to it. */
export async function prepare(preparation: Preparation, signal?: AbortSignal): Promise<Readied> {
  try {
    const ended = await untilAborted(preparation({ signal }), signal);
    if (ended.kind === "came" && !signal?.aborted) return { kind: "ready", request: ended.value };
  } catch (error) {
    if (!signal?.aborted) return { kind: "given-up", error };
  }
  return { kind: "given-up", error: new LeaseError({ kind: "not-sent", reason: "cancelled" }) };
}

/** Reads the price again: what was agreed to still has to be so. */
export function readyLease(
  account: ProviderAccount,
  agreed: Pick<Offer, "number" | "price">,
  options: LeaseOptions,
): Preparation {
  return async ({ signal }) => {
    const offer = leasable(await account.quote(agreed.number, { signal }));
    if (!sameAgreement(offer.price, agreed.price))
      throw new LeaseError({ kind: "price-changed", quoted: agreed.price, current: offer.price });
    return account.prepareLease(offer, { ...options, signal });
  };
}

/** Reads the lease again: it still has to be the one that was agreed to be released. */
export function readyRelease(account: ProviderAccount, agreed: Lease): Preparation {
  return async ({ signal }) => {
    const held = heldAs(agreed, await account.get(agreed.number, { signal }));
    return account.prepareRelease(held, { signal });
  };
}

/** The offer, when it can be leased. @throws {LeaseError} `number-taken`, `no-answer`, `requirements-missing`. */
export function leasable(offer: Offer): Offer {
  // What was said of the price is none, such as a negative one.
  if (!offer.leasable && !offer.price) throw new LeaseError(noAnswer("unexpected-form", "price"));
  if (!offer.leasable) throw new LeaseError({ kind: "number-taken" });
  const documents =
    offer.requirements === "unknown"
      ? []
      : offer.requirements.filter(({ kind }) => kind === "documents");
  if (documents.length > 0)
    throw new LeaseError({ kind: "requirements-missing", requirements: documents });
  return offer;
}

function sameAgreement(current: Price | null, agreed: Price | null): boolean {
  return current === null || agreed === null ? current === agreed : samePrice(current, agreed);
}

function heldAs(agreed: Lease, ownership: Ownership): Lease {
  if (ownership.kind === "not-owned") throw new LeaseError({ kind: "not-leased" });
  const { lease } = ownership;
  if (lease.state === "releasing") throw new LeaseError({ kind: "in-progress" });
  if (sameLease(lease, agreed) === false) throw new LeaseError({ kind: "lease-changed" });
  return lease;
}
