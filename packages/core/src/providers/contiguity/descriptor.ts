import { phrase } from "../../domain/translate.js";
import { checkNamed } from "../check-named.js";
import type { ProviderDescriptor } from "../provider-descriptor.js";
import { ownAddresses } from "./addresses.js";
import { capabilities, filters } from "./capabilities.js";
import { contiguityProvider } from "./provider.js";
import { snippets } from "./snippets.js";

export const contiguity: ProviderDescriptor = {
  id: "contiguity",
  name: "Contiguity",
  product: phrase("Lease API"),
  keys: [
    {
      name: "apiKey",
      words: phrase("API key"),
      secret: true,
      variable: "CONTIGUITY_API_KEY",
      placeholder: "contiguity_sk_…",
      form: /\bcontiguity_sk_[\w-]+/g,
    },
  ],
  addresses: [
    {
      name: "baseUrl",
      words: phrase("Contiguity's API"),
      default: ownAddresses.baseUrl,
      variable: "LEASELINE_CONTIGUITY_URL",
    },
  ],
  // A key names no account.
  identifiedBy: { key: "apiKey", as: "fingerprint" },
  capabilities,
  filters,
  snippets,
  create: (keys, shared) => {
    checkNamed(contiguity, keys, shared);
    const { addresses, ...others } = shared;
    const { apiKey = "" } = keys;
    return contiguityProvider({ ...others, apiKey, baseUrl: addresses?.["baseUrl"] || undefined });
  },
};
