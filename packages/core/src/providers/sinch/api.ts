import { defaultTransport } from "#default-transport";
import { type Api, type ConnectionOptions, connectionOptions } from "../../http/api.js";
import { checkBaseUrl, checkTimeout, requireKey } from "../../http/check-given.js";
import type { OptionKinds } from "../../errors/check-options.js";
import { ownAddresses } from "./addresses.js";
import { basicCredentials, oauthCredentials } from "./auth.js";
import { deniesSuccess } from "../outcome-of.js";
import { readFailure } from "./failure.js";

/** One project at Sinch, with an access key of it. */
export interface SinchClientOptions extends ConnectionOptions {
  /** From the dashboard, as the two of the access key are. */
  readonly projectId: string;
  readonly keyId: string;
  readonly keySecret: string;
  /** `"oauth"` when left out; `"basic"` is meant for testing and is limited in rate. */
  readonly auth?: "oauth" | "basic" | undefined;
  /** `https://numbers.api.sinch.com` when left out. https, or http on loopback. */
  readonly baseUrl?: string | undefined;
  /** The whole address of the token server; `https://auth.sinch.com/oauth2/token` when left out. */
  readonly authUrl?: string | undefined;
}

/** One project at Sinch, and how to get at it. Every resource is a function of this. */
export interface SinchApi {
  readonly api: Api;
  /** What every path begins with. */
  readonly project: string;
}

/** Every option of {@link SinchClientOptions}. */
export const sinchOptions: OptionKinds<SinchClientOptions> = {
  projectId: "text",
  keyId: "text",
  keySecret: "text",
  auth: ["oauth", "basic"],
  baseUrl: "text",
  authUrl: "text",
  ...connectionOptions,
};

/**
 * Sends nothing by itself. The options are checked.
 * @throws {LeaseError} `bad-input` for an empty key, an address that keys must not be sent to, or no usable `timeoutMs`.
 */
export function sinchApi(options: SinchClientOptions): SinchApi {
  const connection = {
    transport: options.transport ?? defaultTransport(),
    timeoutMs: checkTimeout(options.timeoutMs),
    onExchange: options.onExchange,
  };
  const keyId = requireKey(options.keyId, "keyId");
  const keySecret = requireKey(options.keySecret, "keySecret");
  const authUrl = checkBaseUrl(options.authUrl ?? ownAddresses.authUrl, "authUrl");
  const api: Api = {
    ...connection,
    baseUrl: checkBaseUrl(options.baseUrl ?? ownAddresses.baseUrl, "baseUrl"),
    credentials:
      options.auth === "basic"
        ? basicCredentials(keyId, keySecret)
        : oauthCredentials({ keyId, keySecret, authUrl, ...connection }),
    readFailure,
    saysFailure: deniesSuccess,
  };
  const project = `/v1/projects/${encodeURIComponent(requireKey(options.projectId, "projectId"))}`;
  return { api, project };
}
