import { phrase } from "../../domain/translate.js";
import { checkNamed } from "../check-named.js";
import type { ProviderDescriptor } from "../provider-descriptor.js";
import { ownAddresses } from "./addresses.js";
import { capabilities, filters } from "./capabilities.js";
import { sinchProvider } from "./provider.js";
import { snippets } from "./snippets.js";

export const sinch: ProviderDescriptor = {
  id: "sinch",
  name: "Sinch",
  product: phrase("Numbers API"),
  keys: [
    { name: "projectId", words: phrase("project ID"), secret: false, variable: "SINCH_PROJECT_ID" },
    { name: "keyId", words: phrase("access key ID"), secret: true, variable: "SINCH_KEY_ID" },
    {
      name: "keySecret",
      words: phrase("access key secret"),
      secret: true,
      variable: "SINCH_KEY_SECRET",
    },
  ],
  addresses: [
    {
      name: "baseUrl",
      words: phrase("Sinch's Numbers API"),
      default: ownAddresses.baseUrl,
      variable: "LEASELINE_SINCH_URL",
    },
    {
      name: "authUrl",
      words: phrase("Sinch's token server"),
      default: ownAddresses.authUrl,
      variable: "LEASELINE_SINCH_AUTH_URL",
    },
  ],
  identifiedBy: { key: "projectId", as: "itself" },
  capabilities,
  filters,
  snippets,
  create: (keys, shared) => {
    checkNamed(sinch, keys, shared);
    const { addresses, ...others } = shared;
    const { projectId = "", keyId = "", keySecret = "" } = keys;
    return sinchProvider({
      ...others,
      projectId,
      keyId,
      keySecret,
      baseUrl: addresses?.["baseUrl"] || undefined,
      authUrl: addresses?.["authUrl"] || undefined,
    });
  },
};
