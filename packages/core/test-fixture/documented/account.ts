/** Where the documentation has a key: that of a sandbox which the test has started. */
export const account = {
  apiKey: process.env["DOCUMENTED_API_KEY"] ?? "",
  baseUrl: process.env["DOCUMENTED_BASE_URL"] ?? "",
};
