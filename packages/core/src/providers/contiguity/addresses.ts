/** Where the provider is reached unless another address is given. */
export const ownAddresses = { baseUrl: "https://api.contiguity.com" } as const;
