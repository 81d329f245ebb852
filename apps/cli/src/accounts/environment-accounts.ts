import { type AccountKeys, addressesIn } from "./account-keys.js";

type Environment = Readonly<Record<string, string | undefined>>;

/** The accounts that the environment alone makes, under the ids `contiguity` and `sinch`. */
export function environmentAccounts(environment: Environment): readonly AccountKeys[] {
  const { CONTIGUITY_API_KEY: apiKey } = environment;
  const {
    SINCH_PROJECT_ID: projectId,
    SINCH_KEY_ID: keyId,
    SINCH_KEY_SECRET: keySecret,
  } = environment;
  return [
    ...(apiKey
      ? [{ provider: "contiguity", apiKey, ...addressesIn(environment, "contiguity") } as const]
      : []),
    ...(projectId && keyId && keySecret
      ? [
          {
            provider: "sinch",
            projectId,
            keyId,
            keySecret,
            ...addressesIn(environment, "sinch"),
          } as const,
        ]
      : []),
  ];
}

/** Which of Sinch's variables are missing, when some are there. */
export function missingVariables(environment: Environment): readonly string[] {
  const names = ["SINCH_PROJECT_ID", "SINCH_KEY_ID", "SINCH_KEY_SECRET"];
  const missing = names.filter((name) => !environment[name]);
  return missing.length === names.length ? [] : missing;
}
