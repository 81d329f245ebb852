import { type ActiveNumbers, activeNumbers } from "./active-numbers.js";
import { type AvailableNumbers, availableNumbers } from "./available-numbers.js";
import { type CallbackConfiguration, callbackConfiguration } from "./callback-configuration.js";
import { guarded } from "../../http/guarded.js";
import { checkOptions } from "../../http/check-options.js";
import { type SinchClientOptions, sinchApi, sinchOptions } from "./api.js";
import { type EmergencyAddresses, emergencyAddress } from "./emergency-address.js";
import { type NumberOrders, numberOrders } from "./number-orders.js";
import { type OrderAttachments, orderAttachments } from "./order-attachments.js";
import { type AvailableRegions, availableRegions } from "./regions.js";

export type { SinchClientOptions } from "./api.js";

/** Sinch's Numbers API in its own words. Every method throws {@link LeaseError} only. */
export interface SinchClient {
  readonly availableNumbers: AvailableNumbers;
  readonly activeNumbers: ActiveNumbers;
  readonly availableRegions: AvailableRegions;
  readonly callbackConfiguration: CallbackConfiguration;
  readonly emergencyAddress: EmergencyAddresses;
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
  return guarded({
    availableNumbers: availableNumbers(connection),
    activeNumbers: activeNumbers(connection),
    availableRegions: availableRegions(connection),
    callbackConfiguration: callbackConfiguration(connection),
    emergencyAddress: emergencyAddress(connection),
    numberOrders: { ...numberOrders(connection), attachments: orderAttachments(connection) },
  });
}
