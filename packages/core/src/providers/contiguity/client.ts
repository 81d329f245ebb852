import { checkOptions } from "../../errors/check-options.js";
import { type Reads, guarded } from "../../http/guarded.js";
import { type ContiguityClientOptions, contiguityApi, contiguityOptions } from "./api.js";
import { type CallForwarding, callForwardingOf } from "./call-forwarding.js";
import { type Configure, configureOf } from "./configuration.js";
import { type Entitlements, entitlementsOf } from "./entitlements.js";
import { type Leases, leasesOf } from "./leases.js";
import { type Texts, textsOf } from "./messages.js";

/** Contiguity's API in its own words. Every method throws {@link LeaseError} only. */
export interface ContiguityClient {
  /** Numbers: those that are offered, and those that the account holds. */
  readonly lease: Leases & {
    readonly configure: Configure;
    readonly callForwarding: CallForwarding;
  };
  /** Texts from those numbers. */
  readonly text: Texts;
  /** What the account may do. */
  readonly entitlements: Entitlements;
}

/**
 * A client of Contiguity's numbers, texts and entitlements.
 * Source: Contiguity's Lease resource and its OpenAPI description v2026.8.2; call forwarding v2026.10.1.
 * @throws {LeaseError} `bad-input` for an empty key, an address that keys must not be sent to, and whatever is not understood.
 */
export function createContiguityClient(options: ContiguityClientOptions): ContiguityClient {
  checkOptions(options, contiguityOptions, arguments);
  const api = contiguityApi(options);
  const client: ContiguityClient = {
    lease: {
      ...leasesOf(api),
      configure: configureOf(api),
      callForwarding: callForwardingOf(api),
    },
    text: textsOf(api),
    entitlements: entitlementsOf(api),
  };
  return guarded(client, reads);
}

const call = ["signal"] as const;

const reads: Reads<ContiguityClient> = {
  lease: {
    available: [call],
    get: [null, call],
    create: [null, ["billingMethod", "signal"]],
    leased: [call],
    details: [null, call],
    terminate: [null, call],
    configure: [null, ["failover"], call],
    callForwarding: { get: [null, call], enable: [null, null, call], disable: [null, call] },
  },
  text: { send: [["to", "from", "message", "attachments", "fastTrack"], call] },
  entitlements: { get: [null, call], request: [null, call], withdraw: [null, call] },
};
