import { LeaseError } from "../../errors/lease-error.js";
import { checkBaseUrl } from "../../http/base-url.js";
import { checkTimeout } from "../../http/check-timeout.js";
import type { Api, Exchange } from "../../http/api.js";
import { call } from "../../http/call.js";
import { fetchTransport } from "../../http/fetch-transport.js";
import { requireE164, requireSameNumber } from "../../http/number-reference.js";
import { requireKey } from "../../http/require-key.js";
import type { Transport } from "../../http/transport.js";
import { basicCredentials, oauthCredentials } from "./auth.js";
import { readFailure } from "./failure.js";
import { activeNumberPages } from "./pages.js";
import * as requests from "./requests.js";
import type { ActiveNumbersQuery, AvailableNumbersQuery, RentOptions } from "./requests.js";
import type { ActiveNumber, AvailableNumber } from "./wire.js";

export interface SinchClientOptions {
  readonly projectId: string;
  readonly keyId: string;
  readonly keySecret: string;
  /** `"oauth"` when left out; `"basic"` is meant for testing and is limited in rate. */
  readonly auth?: "oauth" | "basic" | undefined;
  /** `https://numbers.api.sinch.com` when left out. https, or http on loopback. */
  readonly baseUrl?: string | undefined;
  /** The whole address of the token server; `https://auth.sinch.com/oauth2/token` when left out. */
  readonly authUrl?: string | undefined;
  readonly transport?: Transport | undefined;
  /** For each try of a request, from the connection to the last byte. */
  readonly timeoutMs?: number | undefined;
  /** Told of every exchange; what it is told can be logged. */
  readonly onExchange?: ((exchange: Exchange) => void) | undefined;
}

interface CallOptions {
  /** Stops a read; for a write it counts only until it is sent. */
  readonly signal?: AbortSignal | undefined;
}

/** Sinch's Numbers API in its own words. Every method throws {@link LeaseError} only. */
export interface SinchClient {
  readonly availableNumbers: {
    /** Numbers that can be rented, in one answer: Sinch does not page them. */
    search(query: AvailableNumbersQuery, options?: CallOptions): Promise<AvailableNumber[]>;
    /** One number. @throws {LeaseError} `number-taken` when it cannot be rented. */
    check(number: string, options?: CallOptions): Promise<AvailableNumber>;
    /**
     * Rents a number: costs money, is sent once and never repeated.
     * @throws {LeaseError} `bad-input`, `number-taken`, `forbidden`, `rejected`, `not-sent`, `outcome-unknown`.
     */
    rent(number: string, options?: RentOptions & CallOptions): Promise<ActiveNumber>;
  };
  readonly activeNumbers: {
    /**
     * Every number that the project rents, over every page of every type (or the one asked for).
     * The types are read side by side. Complete only when it ends without an error.
     */
    list(query?: ActiveNumbersQuery, options?: CallOptions): AsyncIterable<ActiveNumber>;
    /** The same, a page at a time. */
    pages(
      query?: ActiveNumbersQuery,
      options?: CallOptions,
    ): AsyncIterable<readonly ActiveNumber[]>;
    /** A number that the project rents. @throws {LeaseError} `not-leased` when it does not. */
    get(number: string, options?: CallOptions): Promise<ActiveNumber>;
    /**
     * Releases a number: it stays rented until the `expireAt` of the answer. Cannot be undone.
     * @throws {LeaseError} `not-leased`, `outcome-unknown`.
     */
    release(number: string, options?: CallOptions): Promise<ActiveNumber>;
  };
}

/**
 * A client of Sinch's Numbers API.
 * Source: Sinch Numbers API, OpenAPI description 1.0.3.
 * @throws {LeaseError} `bad-input` for an empty key, an address that keys must not be sent to, or no usable `timeoutMs`.
 */
export function createSinchClient(options: SinchClientOptions): SinchClient {
  const transport = options.transport ?? fetchTransport(globalThis.fetch);
  const { onExchange } = options;
  const timeoutMs = checkTimeout(options.timeoutMs);
  const keyId = requireKey(options.keyId, "keyId");
  const keySecret = requireKey(options.keySecret, "keySecret");
  const authUrl = checkBaseUrl(options.authUrl ?? "https://auth.sinch.com/oauth2/token", "authUrl");
  const api: Api = {
    baseUrl: checkBaseUrl(options.baseUrl ?? "https://numbers.api.sinch.com", "baseUrl"),
    transport,
    credentials:
      options.auth === "basic"
        ? basicCredentials(keyId, keySecret)
        : oauthCredentials({ keyId, keySecret, authUrl, transport, timeoutMs, onExchange }),
    readFailure,
    timeoutMs,
    onExchange,
  };
  const project = `/v1/projects/${encodeURIComponent(requireKey(options.projectId, "projectId"))}`;

  return {
    availableNumbers: {
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
      rent: async (number, { signal, ...wanted } = {}) => {
        const asked = requireE164(number);
        const rented = await call(
          api,
          requests.rent(project, asked, checkRentOptions(wanted)),
          signal,
        );
        requireSameNumber(rented.phoneNumber, asked, "write");
        return rented;
      },
    },
    activeNumbers: {
      async *list(query = {}, { signal } = {}) {
        for await (const page of activeNumberPages(api, project, query, signal)) yield* page;
      },
      pages: (query = {}, { signal } = {}) => activeNumberPages(api, project, query, signal),
      get: async (number, { signal } = {}) => {
        const asked = requireE164(number);
        const found = await call(api, requests.getActive(project, asked), signal);
        requireSameNumber(found.phoneNumber, asked, "read");
        return found;
      },
      release: async (number, { signal } = {}) => {
        const asked = requireE164(number);
        const released = await call(api, requests.release(project, asked), signal);
        requireSameNumber(released.phoneNumber, asked, "write");
        return released;
      },
    },
  };
}

/** Sinch refuses a configuration that is empty; said here, it costs no request. */
function checkRentOptions(options: RentOptions): RentOptions {
  const { smsConfiguration: sms, voiceConfiguration: voice } = options;
  if (sms && !sms.servicePlanId)
    throw badConfiguration("smsConfiguration", "needs a servicePlanId");
  const hasVoiceId = Object.entries(voice ?? {}).some(
    ([name, value]) => name !== "type" && Boolean(value),
  );
  if (voice && !hasVoiceId)
    throw badConfiguration("voiceConfiguration", "needs an appId, trunkId or serviceId");
  return options;
}

function badConfiguration(field: string, problem: string): LeaseError {
  return new LeaseError({
    kind: "bad-input",
    field,
    reason: `${field} ${problem}; leave it out when the number does not need it.`,
  });
}
