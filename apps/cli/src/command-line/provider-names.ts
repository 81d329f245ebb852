import { providers } from "@leaseline/core";

/**
 * What the command line itself says of each provider. The build writes it into the bundle as a value, so that a
 * command that needs no provider loads none.
 */
export const providerNames = providers.map(({ id, keys, addresses }) => ({
  id,
  keys: keys.map(({ variable }) => variable),
  addresses: addresses.map(({ words, variable }) => ({ words, variable })),
}));
