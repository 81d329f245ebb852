import { defaultTransport } from "#default-transport";
import { type Api, type ConnectionOptions, connectionOptions } from "../../http/api.js";
import { checkBaseUrl, checkTimeout, requireKey } from "../../http/check-given.js";
import type { OptionKinds } from "../../errors/check-options.js";
import { ownAddresses } from "./addresses.js";
import { apiKeyCredentials } from "./auth.js";
import { readFailure, requestIdIn, saysFailure } from "./failure.js";

/** One account at Contiguity, by a key of it. */
export interface ContiguityClientOptions extends ConnectionOptions {
  /** `contiguity_sk_…`, from the dashboard. */
  readonly apiKey: string;
  /** `https://api.contiguity.com` when left out. https, or http on loopback. */
  readonly baseUrl?: string | undefined;
}

/** Every option of {@link ContiguityClientOptions}. */
export const contiguityOptions: OptionKinds<ContiguityClientOptions> = {
  apiKey: "text",
  baseUrl: "text",
  ...connectionOptions,
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
