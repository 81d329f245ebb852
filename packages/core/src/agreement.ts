import type { AccountId } from "./domain/account.js";
import type { Lease } from "./domain/lease.js";
import type { Offer } from "./domain/offer.js";
import type { E164 } from "./domain/phone-number.js";
import { type Price, samePrice } from "./domain/price.js";
import { LeaseError } from "./errors/lease-error.js";
import type { LeaseFailure } from "./errors/lease-failure.js";
import type { Wish } from "./ledger/operation.js";
import type { LeaseOptions, ProviderAccount, Ownership } from "./providers/provider-account.js";

// What a person agreed to, held against what is so now.

/** A price to agree to. Spent on within ten minutes, or asked for again. */
export interface Quote {
  readonly account: AccountId;
  readonly number: E164;
  /** Null, or with a null in it, where the provider does not say what it costs. */
  readonly price: Price | null;
  readonly offer: Offer;
  /** On the client's monotonic clock. */
  readonly quotedAtMs: number;
}

/** A wish that the provider cannot fulfil must not be dropped in silence. @throws {LeaseError} `bad-input`. */
export function checkConnections(
  { capabilities }: ProviderAccount,
  connect: LeaseOptions["connect"] = {},
): void {
  for (const [feature, id] of Object.entries(connect)) {
    const possible = capabilities.connections.some((one) => one.feature === feature);
    if (id === undefined || (possible && id !== "")) continue;
    throw badInput(
      "connect",
      possible
        ? `The id to connect ${feature} to is empty.`
        : `A new number of this provider cannot be connected to anything for ${feature}.`,
    );
  }
}

/** The offer, when it can be leased. @throws {LeaseError} `number-taken`, `no-answer`, `requirements-missing`. */
export function leasable(offer: Offer): Offer {
  if (!offer.leasable) throw new LeaseError(offer.price ? { kind: "number-taken" } : noPrice);
  const documents =
    offer.requirements === "unknown"
      ? []
      : offer.requirements.filter(({ kind }) => kind === "documents");
  if (documents.length > 0)
    throw new LeaseError({ kind: "requirements-missing", requirements: documents });
  return offer;
}

/** What was said of the price is none, such as a negative one. */
const noPrice: LeaseFailure = {
  kind: "no-answer",
  reason: "unexpected-form",
  status: null,
  detail: "price",
  retryAfterMs: null,
};

/** Whether a price says all that a person has to know to agree to it. */
export function isWhole(price: Price | null): boolean {
  return price !== null && price.recurring !== null && price.setup !== null;
}

/** Whether what was agreed to is still so. */
export function sameQuote(current: Price | null, agreed: Price | null): boolean {
  return current === null || agreed === null ? current === agreed : samePrice(current, agreed);
}

/** What is held now, when it is still what was agreed to be released. @throws {LeaseError} */
export function heldAs(agreed: Lease, ownership: Ownership): Lease {
  if (ownership.kind === "not-owned") throw new LeaseError({ kind: "not-leased" });
  const { lease } = ownership;
  if (lease.state === "releasing") throw new LeaseError({ kind: "in-progress" });
  if (agreed.leaseId !== null && lease.leaseId !== null && agreed.leaseId !== lease.leaseId)
    throw new LeaseError({ kind: "lease-changed" });
  return lease;
}

/** Something that a caller gave and that cannot be used. */
export function badInput(field: string, reason: string): LeaseError {
  return new LeaseError({ kind: "bad-input", field, reason });
}

/** Finds an account by its id. @throws {LeaseError} `bad-input` when an id occurs twice. */
export function finder(accounts: readonly ProviderAccount[]) {
  const byId = new Map(accounts.map((account) => [account.account, account]));
  if (byId.size !== accounts.length) throw badInput("accounts", "Two accounts have the same id.");
  return (id: AccountId): ProviderAccount | null => byId.get(id) ?? null;
}

/** @throws {LeaseError} `bad-input` when there is none. */
export function known(account: ProviderAccount | null): ProviderAccount {
  if (!account) throw badInput("account", "There is no such account.");
  return account;
}

/** A wish of an account's. */
export function wishFor(
  { identity, account }: Pick<ProviderAccount, "identity" | "account">,
  wanted: Pick<Wish, "kind" | "number" | "price" | "lease">,
): Wish {
  return { ...wanted, identity, account, key: null };
}
