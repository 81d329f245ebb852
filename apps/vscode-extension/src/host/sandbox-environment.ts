import type { SandboxConnection } from "../accounts/connect-account.js";

/** The sandbox that the environment names, as `npm start` does; null when it names none. */
export function readEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): SandboxConnection | null {
  if (!environment["LEASELINE_SANDBOX_URL"]) return null;
  const of = (name: string) => environment[name] ?? "";
  return {
    endpoints: {
      contiguity: { baseUrl: of("LEASELINE_CONTIGUITY_URL") },
      sinch: { baseUrl: of("LEASELINE_SINCH_URL"), authUrl: of("LEASELINE_SINCH_AUTH_URL") },
    },
    keys: {
      contiguity: { provider: "contiguity", apiKey: of("CONTIGUITY_API_KEY") },
      sinch: {
        provider: "sinch",
        projectId: of("SINCH_PROJECT_ID"),
        keyId: of("SINCH_KEY_ID"),
        keySecret: of("SINCH_KEY_SECRET"),
      },
    },
  };
}
