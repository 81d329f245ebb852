import { badInput } from "../../errors/lease-error.js";
import type { CallOptions } from "../../http/api.js";
import { call, find } from "../../http/call.js";
import { refuseUnknown } from "../../errors/check-options.js";
import { requireE164 } from "../../http/number-reference.js";
import type { SinchApi } from "./api.js";
import * as requests from "./emergency-address-requests.js";
import type {
  EmergencyAddress,
  EmergencyAddressRequest,
  ValidatedAddress,
} from "./emergency-address-requests.js";

/** Where help is sent when an emergency call comes from a number. */
export interface EmergencyAddresses {
  /** Null when the number has none. @throws {LeaseError} `not-leased`. */
  get(number: string, options?: CallOptions): Promise<EmergencyAddress | null>;
  /**
   * Gives the number an address. Sent once.
   * @throws {LeaseError} `bad-input`, `not-leased`, `rejected`, `not-sent`, `outcome-unknown`.
   */
  provision(
    number: string,
    wanted: EmergencyAddressRequest,
    options?: CallOptions,
  ): Promise<EmergencyAddress>;
  /** How far an address is known to be one, without giving it to the number. @throws {LeaseError} `bad-input`, `not-leased`. */
  validate(
    number: string,
    wanted: EmergencyAddressRequest,
    options?: CallOptions,
  ): Promise<ValidatedAddress>;
  /** Takes the address away. Sent once. @throws {LeaseError} `not-leased`, `rejected`, `not-sent`, `outcome-unknown`. */
  deprovision(number: string, options?: CallOptions): Promise<void>;
}

export function emergencyAddress({ api, project }: SinchApi): EmergencyAddresses {
  return {
    get: async (number, { signal } = {}) =>
      find(api, requests.getAddress(project, requireE164(number)), signal),
    provision: async (number, wanted, { signal } = {}) => {
      const asked = requireE164(number);
      return call(api, requests.provision(project, asked, checkAddress(wanted)), signal);
    },
    validate: async (number, wanted, { signal } = {}) => {
      const asked = requireE164(number);
      return call(api, requests.validate(project, asked, checkAddress(wanted)), signal);
    },
    deprovision: async (number, { signal } = {}) => {
      await call(api, requests.deprovision(project, requireE164(number)), signal);
    },
  };
}

/** An address that lacks something finds nobody, so it is not sent. */
function checkAddress(wanted: EmergencyAddressRequest): EmergencyAddressRequest {
  const { displayName, address } = wanted;
  refuseUnknown(address, Object.keys(requests.address.shape));
  const { streetNumber, streetInfo, city, state, postalCode } = address;
  const needed = { displayName, streetNumber, streetInfo, city, state, postalCode };
  for (const [field, value] of Object.entries(needed)) {
    if (typeof value === "string" && value.trim() !== "") continue;
    throw badInput(field, `An emergency address needs a ${field}.`);
  }
  return wanted;
}
