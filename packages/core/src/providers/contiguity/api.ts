import { defaultTransport } from "#default-transport";
import type { Api, Exchange } from "../../http/api.js";
import { checkBaseUrl } from "../../http/base-url.js";
import type { OptionKinds } from "../../errors/check-options.js";
import { checkTimeout } from "../../http/check-timeout.js";
import { requireKey } from "../../http/require-key.js";
import type { Transport } from "../../http/transport.js";
import { ownAddresses } from "./addresses.js";
import { apiKeyCredentials } from "./auth.js";
import { readFailure, requestIdIn, saysFailure } from "./failure.js";

export interface ContiguityClientOptions {
  /** `contiguity_sk_…` */
  readonly apiKey: string;
  /** `https://api.contiguity.com` when left out. https, or http on loopback. */
  readonly baseUrl?: string | undefined;
  /** What carries the requests: on Node `nodeTransport`, elsewhere `fetch`, which leases nothing unless it is told to. */
  readonly transport?: Transport | undefined;
  /** For each try of a request, from the connection to the last byte. */
  readonly timeoutMs?: number | undefined;
  /** Told of every exchange; what it is told can be logged. */
  readonly onExchange?: ((exchange: Exchange) => void) | undefined;
}

export interface CallOptions {
  /** Stops a read; for a write it counts only until it is sent. */
  readonly signal?: AbortSignal | undefined;
}

/** Every option of {@link ContiguityClientOptions}. */
export const contiguityOptions: OptionKinds<ContiguityClientOptions> = {
  apiKey: "text",
  baseUrl: "text",
  transport: "function",
  timeoutMs: "number",
  onExchange: "function",
};

/** How to get at Contiguity with one account's key; the options are checked. @throws {LeaseError} `bad-input`. */
export function contiguityApi(options: ContiguityClientOptions): Api {
  return {
    baseUrl: checkBaseUrl(options.baseUrl ?? ownAddresses.baseUrl, "baseUrl"),
    transport: options.transport ?? defaultTransport(),
    credentials: apiKeyCredentials(requireKey(options.apiKey, "apiKey")),
    readFailure,
    saysFailure,
    requestIdIn,
    timeoutMs: checkTimeout(options.timeoutMs),
    onExchange: options.onExchange,
  };
}
