/** Deterministic, and impossible to mistake for real ones. */
export const credentials = {
  projectId: "sandbox-project",
  keyId: "sandbox-key-id",
  keySecret: "sandbox-key-secret",
} as const;
