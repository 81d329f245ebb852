/** Where the provider is reached unless another address is given. */
export const ownAddresses = {
  baseUrl: "https://numbers.api.sinch.com",
  /** The whole address of the token server. */
  authUrl: "https://auth.sinch.com/oauth2/token",
} as const;
