import type { E164 } from "../../domain/phone-number.js";
import { LeaseError } from "../../errors/lease-error.js";
import { checkBaseUrl } from "../../http/base-url.js";
import { checkTimeout } from "../../http/check-timeout.js";
import type { Api, ApiRequest, Exchange } from "../../http/api.js";
import { call } from "../../http/call.js";
import { fetchTransport } from "../../http/fetch-transport.js";
import { requireE164, requireSameNumber } from "../../http/number-reference.js";
import { requireKey } from "../../http/require-key.js";
import type { Transport } from "../../http/transport.js";
import { apiKeyCredentials } from "./auth.js";
import { readFailure } from "./failure.js";
import * as requests from "./requests.js";
import type { CreatedLease, NumberOnTheWire, TerminatedLease } from "./wire.js";

export interface ContiguityClientOptions {
  /** `contiguity_sk_…` */
  readonly apiKey: string;
  /** `https://api.contiguity.com` when left out. https, or http on loopback. */
  readonly baseUrl?: string | undefined;
  readonly transport?: Transport | undefined;
  /** For each try of a request, from the connection to the last byte. */
  readonly timeoutMs?: number | undefined;
  /** Told of every exchange; what it is told can be logged. */
  readonly onExchange?: ((exchange: Exchange) => void) | undefined;
}

/** A number of Contiguity's, with its fields as they are on the wire. As text it is the number in E.164. */
export type ContiguityNumber = NumberOnTheWire & {
  /** Whether it can be leased now. */
  readonly available: boolean;
  toString(): string;
};

/** An E.164 number, or an object that this client returned. */
export type NumberReference = string | { readonly id: string } | { readonly number: string };

interface CallOptions {
  /** Stops a read; for a write it counts only until it is sent. */
  readonly signal?: AbortSignal | undefined;
}

/** Contiguity's Lease API in its own words. Every method throws {@link LeaseError} only. */
export interface ContiguityClient {
  readonly lease: {
    /** The numbers that can be leased. Empty where Contiguity answers 404 in its own form. */
    available(options?: CallOptions): Promise<ContiguityNumber[]>;
    /** One number. @throws {LeaseError} `number-taken` when there is none such. */
    get(number: NumberReference, options?: CallOptions): Promise<ContiguityNumber>;
    /**
     * Leases a number: costs money, is sent once and never repeated.
     * @throws {LeaseError} `number-taken`, `forbidden`, `insufficient-funds`, `rejected`, `not-sent`, `outcome-unknown`.
     */
    create(
      number: NumberReference,
      options?: CallOptions & {
        readonly billingMethod?: "monthly" | "service_contract" | undefined;
      },
    ): Promise<CreatedLease>;
    /** The numbers that the account holds. */
    leased(options?: CallOptions): Promise<ContiguityNumber[]>;
    /** A number that the account holds. @throws {LeaseError} `not-leased` when it does not. */
    details(number: NumberReference, options?: CallOptions): Promise<ContiguityNumber>;
    /** Releases a number at once; cannot be undone. @throws {LeaseError} `not-leased`, `outcome-unknown`. */
    terminate(number: NumberReference, options?: CallOptions): Promise<TerminatedLease>;
  };
}

/**
 * A client of Contiguity's Lease API.
 * Source: Contiguity's Lease resource and its OpenAPI description v2026.8.2.
 * @throws {LeaseError} `bad-input` for an empty key, an address that keys must not be sent to, or no usable `timeoutMs`.
 */
export function createContiguityClient(options: ContiguityClientOptions): ContiguityClient {
  const api: Api = {
    baseUrl: checkBaseUrl(options.baseUrl ?? "https://api.contiguity.com", "baseUrl"),
    transport: options.transport ?? fetchTransport(globalThis.fetch),
    credentials: apiKeyCredentials(requireKey(options.apiKey, "apiKey")),
    readFailure,
    timeoutMs: checkTimeout(options.timeoutMs),
    onExchange: options.onExchange,
  };

  return {
    lease: {
      available: async ({ signal } = {}) => numbersOf(api, requests.available(), signal),
      get: async (number, { signal } = {}) => read(api, numberOf(number), signal),
      create: async (number, { billingMethod, signal } = {}) => {
        const asked = numberOf(number);
        const { data } = await call(api, requests.create(asked, billingMethod), signal);
        requireSameNumber(data.number, asked, "write");
        return data;
      },
      leased: async ({ signal } = {}) => numbersOf(api, requests.leased(), signal),
      details: async (number, { signal } = {}) => {
        // The separate endpoint for details is gone from the description since v2026.2.6.
        const found = await read(api, numberOf(number), signal).catch((error: unknown) => {
          throw error instanceof LeaseError && error.failure.kind === "number-taken"
            ? new LeaseError({ kind: "not-leased" })
            : error;
        });
        if (!found.lease_id) throw new LeaseError({ kind: "not-leased" });
        return found;
      },
      terminate: async (number, { signal } = {}) => {
        const asked = numberOf(number);
        const { data } = await call(api, requests.terminate(asked), signal);
        requireSameNumber(data.number_id, asked, "write");
        return data;
      },
    },
  };
}

async function read(
  api: Api,
  number: E164,
  signal: AbortSignal | undefined,
): Promise<ContiguityNumber> {
  const { data } = await call(api, requests.get(number), signal);
  requireSameNumber(data.id, number, "read");
  return toNumber(data);
}

async function numbersOf(
  api: Api,
  request: ApiRequest<{ data: { numbers: NumberOnTheWire[] } }>,
  signal: AbortSignal | undefined,
): Promise<ContiguityNumber[]> {
  try {
    const { data } = await call(api, request, signal);
    return data.numbers.map(toNumber);
  } catch (error) {
    // A 404 in Contiguity's own form is how it says "none".
    if (
      error instanceof LeaseError &&
      error.failure.kind === "rejected" &&
      error.failure.status === 404
    )
      return [];
    throw error;
  }
}

function toNumber(wire: NumberOnTheWire): ContiguityNumber {
  // Not a field: it must not show up when the number is printed or compared.
  return Object.defineProperty({ ...wire, available: wire.status === "available" }, "toString", {
    value: () => wire.id,
  });
}

function numberOf(reference: NumberReference): E164 {
  return requireE164(
    typeof reference === "object" && reference !== null
      ? "id" in reference
        ? reference.id
        : reference.number
      : reference,
  );
}
