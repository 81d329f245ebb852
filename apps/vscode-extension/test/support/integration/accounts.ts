import { setSetting } from "./extension.js";
import type { ProviderCase } from "./provider-cases.js";
import { type Act, pick, type } from "./scripted-prompts.js";

/** What gets one in at the sandbox, in the order in which it is asked for. */
export function keysOf({ id }: ProviderCase): readonly string[] {
  const names =
    id === "contiguity"
      ? ["CONTIGUITY_API_KEY"]
      : ["SINCH_PROJECT_ID", "SINCH_KEY_ID", "SINCH_KEY_SECRET"];
  return names.map((name) => process.env[name] ?? "");
}

/** Answers to everything that adding an account asks. */
export function accountAnswers(provider: ProviderCase, keys: readonly string[]): readonly Act[] {
  return [pick(provider.name), ...keys.map(type), type("mine")];
}

/** Has the accounts that are added by their keys go to the sandbox. */
export async function goToTheSandbox(): Promise<void> {
  await setSetting("contiguity.baseUrl", process.env["LEASELINE_CONTIGUITY_URL"]);
  await setSetting("sinch.baseUrl", process.env["LEASELINE_SINCH_URL"]);
  await setSetting("sinch.authUrl", process.env["LEASELINE_SINCH_AUTH_URL"]);
}

export async function goTo(address: unknown): Promise<void> {
  for (const name of ["contiguity.baseUrl", "sinch.baseUrl", "sinch.authUrl"]) {
    await setSetting(name, address);
  }
}
