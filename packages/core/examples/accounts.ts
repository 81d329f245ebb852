import type { Ledger, ProviderAccount } from "@leaseline/core";
import { contiguityProvider } from "@leaseline/core/contiguity";
import { ledgerPlace, sqliteLedger } from "@leaseline/core/node";
import { sinchProvider } from "@leaseline/core/sinch";

/** The accounts whose keys are in the environment. The sandbox prints such an environment when it starts. */
export function accountsFromEnvironment(): readonly ProviderAccount[] {
  const { env } = process;
  const accounts: ProviderAccount[] = [];
  if (env["CONTIGUITY_API_KEY"])
    accounts.push(
      contiguityProvider({
        account: "contiguity",
        apiKey: env["CONTIGUITY_API_KEY"],
        baseUrl: env["LEASELINE_CONTIGUITY_URL"],
      }),
    );
  if (env["SINCH_PROJECT_ID"] && env["SINCH_KEY_ID"] && env["SINCH_KEY_SECRET"])
    accounts.push(
      sinchProvider({
        account: "sinch",
        projectId: env["SINCH_PROJECT_ID"],
        keyId: env["SINCH_KEY_ID"],
        keySecret: env["SINCH_KEY_SECRET"],
        baseUrl: env["LEASELINE_SINCH_URL"],
        authUrl: env["LEASELINE_SINCH_AUTH_URL"],
      }),
    );
  return accounts;
}

/** The one that every program of this user has; for the sandbox, whose numbers do not exist, another one. */
export function openLedger(): Ledger {
  const { ledger, sandbox } = ledgerPlace();
  return sqliteLedger({ path: process.env["LEASELINE_SANDBOX_URL"] ? sandbox : ledger });
}
