import { type ActiveNumbers, activeNumbers } from "./active-numbers.js";
import { type AvailableNumbers, availableNumbers } from "./available-numbers.js";
import { type CallbackConfiguration, callbackConfiguration } from "./callback-configuration.js";
import { type Reads, guarded } from "../../http/guarded.js";
import { checkOptions } from "../../errors/check-options.js";
import { type SinchClientOptions, sinchApi, sinchOptions } from "./api.js";
import { type EmergencyAddresses, emergencyAddress } from "./emergency-address.js";
import { type NumberOrders, numberOrders } from "./number-orders.js";
import { type OrderAttachments, orderAttachments } from "./order-attachments.js";
import { type AvailableRegions, availableRegions } from "./regions.js";

/** Sinch's Numbers API in its own words. Every method throws {@link LeaseError} only. */
export interface SinchClient {
  readonly availableNumbers: AvailableNumbers;
  readonly activeNumbers: ActiveNumbers;
  readonly availableRegions: AvailableRegions;
  readonly callbackConfiguration: CallbackConfiguration;
  readonly emergencyAddress: EmergencyAddresses;
  /** For numbers that cannot be rented at once. */
  readonly numberOrders: NumberOrders & { readonly attachments: OrderAttachments };
}

/**
 * A client of Sinch's Numbers API.
 * Source: Sinch Numbers API, OpenAPI description 1.0.3.
 * @throws {LeaseError} `bad-input` for an empty key, an address that keys must not be sent to, and whatever is not understood.
 */
export function createSinchClient(options: SinchClientOptions): SinchClient {
  checkOptions(options, sinchOptions, arguments);
  const connection = sinchApi(options);
  const client: SinchClient = {
    availableNumbers: availableNumbers(connection),
    activeNumbers: activeNumbers(connection),
    availableRegions: availableRegions(connection),
    callbackConfiguration: callbackConfiguration(connection),
    emergencyAddress: emergencyAddress(connection),
    numberOrders: { ...numberOrders(connection), attachments: orderAttachments(connection) },
  };
  return guarded(client, reads);
}

const call = ["signal"] as const;
const connected = ["smsConfiguration", "voiceConfiguration", "callbackUrl"] as const;
const held = ["regionCode", "type", "numberPattern", "capability", "pageSize", "orderBy"] as const;
const address = ["displayName", "address"] as const;

const reads: Reads<SinchClient> = {
  availableNumbers: {
    search: [["regionCode", "type", "numberPattern", "capabilities", "size"], call],
    check: [null, call],
    rent: [null, [...connected, "signal"]],
  },
  activeNumbers: {
    list: [held, call],
    pages: [held, call],
    get: [null, call],
    update: [null, [...connected, "displayName"], call],
    release: [null, call],
  },
  availableRegions: { list: [null, call] },
  callbackConfiguration: { get: [call], update: [["hmacSecret"], call] },
  emergencyAddress: {
    get: [null, call],
    provision: [null, address, call],
    validate: [null, address, call],
    deprovision: [null, call],
  },
  numberOrders: {
    lookupNumberRequirements: [["regionCode", "numberType"], call],
    createNumberOrder: [["phoneNumber", "regionCode", "numberType", ...connected], call],
    get: [null, call],
    registration: { get: [null, call], put: [null, null, call] },
    submit: [null, call],
    attachments: {
      upload: [null, null, ["name", "mimeType", "content", "documentType"], call],
    },
  },
};
