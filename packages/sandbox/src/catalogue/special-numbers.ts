import { type ProviderName, forEachProvider } from "../for-each-provider.js";
import { providers } from "../providers.js";

type SpecialNumbers = {
  readonly [Name in ProviderName]: (typeof providers)[Name]["specialNumbers"];
};

/** Numbers that tests, journeys and demonstrations may name, of each provider. */
export const specialNumbers = forEachProvider(
  (name) => providers[name].specialNumbers,
) as SpecialNumbers;
