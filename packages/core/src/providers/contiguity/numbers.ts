import type { E164 } from "../../domain/phone-number.js";
import { LeaseError } from "../../errors/lease-error.js";
import type { Api } from "../../http/api.js";
import { call } from "../../http/call.js";
import { requireE164, requireSameNumber } from "../../http/number-reference.js";
import * as requests from "./requests.js";
import type { NumberOnTheWire } from "./wire.js";

/** A number of Contiguity's, with its fields as they are on the wire. As text it is the number in E.164. @interface */
export type ContiguityNumber = NumberOnTheWire & {
  /** Whether it can be leased now. */
  readonly available: boolean;
  /** E.164. */
  toString(): string;
};

/** An E.164 number, or an object that this client returned. */
export type NumberReference = string | { readonly id: string } | { readonly number: string };

/** The number that is meant. @throws {LeaseError} `bad-input` for `field` when it is none. */
export function numberOf(reference: NumberReference, field = "number"): E164 {
  return requireE164(
    typeof reference === "object" && reference !== null
      ? "id" in reference
        ? reference.id
        : reference.number
      : reference,
    field,
  );
}

export function toNumber(wire: NumberOnTheWire): ContiguityNumber {
  const number = Object.assign(wire, { available: wire.status === "available" });
  // Not a field: it must not show up when the number is printed or compared.
  return Object.defineProperty(number, "toString", asText);
}

const asText = {
  value(this: NumberOnTheWire) {
    return this.id;
  },
};

/** One number. @throws {LeaseError} `number-taken` when there is none such. */
export async function readNumber(
  api: Api,
  number: E164,
  signal: AbortSignal | undefined,
): Promise<ContiguityNumber> {
  const { data } = await call(api, requests.get(number), signal);
  requireSameNumber(data.id, number, "read");
  return toNumber(data);
}

/**
 * One number that the account holds. The separate endpoint for it is gone from the description since
 * v2026.2.6; what tells a lease is its id or its status. @throws {LeaseError} `not-leased` when it does not hold it.
 */
export async function readLeasedNumber(
  api: Api,
  number: E164,
  signal: AbortSignal | undefined,
): Promise<ContiguityNumber> {
  const found = await readNumber(api, number, signal).catch((error: unknown) => {
    throw error instanceof LeaseError && error.failure.kind === "number-taken"
      ? new LeaseError({ kind: "not-leased" })
      : error;
  });
  if (!found.lease_id && !found.lease_status) throw new LeaseError({ kind: "not-leased" });
  return found;
}
