import { join } from "node:path";
import {
  type AccountId,
  type AccountIdentity,
  type LeaseClient,
  type Ledger,
  type Operation,
  createLeaseClient,
  toE164,
} from "@leaseline/core";
import { contiguityProvider } from "@leaseline/core/contiguity";
import { sinchProvider } from "@leaseline/core/sinch";
import { sqliteLedger } from "@leaseline/core/node";
import { folders } from "./extension.js";
import type { ProviderCase } from "./provider-cases.js";

/** A session of its own on the extension's ledger, as another window has. */
export interface AnotherWindow {
  readonly ledger: Ledger;
  readonly client: LeaseClient;
  /** As when the window ends: what it has begun is left as it is. */
  readonly close: () => Promise<void>;
}

export async function ledgerPath(): Promise<string> {
  return join((await folders()).ledger.fsPath, "sandbox", "ledger.sqlite");
}

export async function anotherWindow(): Promise<AnotherWindow> {
  const ledger = sqliteLedger({ path: await ledgerPath() });
  const of = (name: string) => process.env[name] ?? "";
  const client = createLeaseClient({
    ledger,
    timing: {
      onItsWayMs: 500,
      afterDeathMs: 500,
      lagMs: 100,
      looksAfterMs: [0, 200],
      provingLooks: 4,
    },
    accounts: [
      contiguityProvider({
        account: "sandbox-contiguity",
        apiKey: of("CONTIGUITY_API_KEY"),
        baseUrl: of("LEASELINE_CONTIGUITY_URL"),
      }),
      sinchProvider({
        account: "sandbox-sinch",
        projectId: of("SINCH_PROJECT_ID"),
        keyId: of("SINCH_KEY_ID"),
        keySecret: of("SINCH_KEY_SECRET"),
        baseUrl: of("LEASELINE_SINCH_URL"),
        authUrl: of("LEASELINE_SINCH_AUTH_URL"),
      }),
    ],
  });
  return { ledger, client, close: () => ledger.close() };
}

/** A window that ended after it had sent the request and before it heard of the outcome. */
export async function windowThatCrashed(
  { id }: Pick<ProviderCase, "id">,
  number: string,
): Promise<Operation> {
  const { ledger, client, close } = await anotherWindow();
  const claim = await ledger.claim({
    kind: "lease",
    identity: identityOf(client, `sandbox-${id}`),
    account: `sandbox-${id}`,
    number: e164(number),
    price: null,
    lease: null,
    key: null,
  });
  if (claim.kind !== "claimed") throw new Error(`the number is ${claim.kind}`);
  const sent = await ledger.record(claim.operation.id, { kind: "sent" });
  await close();
  return sent;
}

function identityOf({ accounts }: LeaseClient, account: AccountId): AccountIdentity {
  const found = accounts.find(({ id }) => id === account);
  if (!found) throw new Error(`there is no account ${account}`);
  return found.identity;
}

export function e164(number: string) {
  const parsed = toE164(number);
  if (!parsed) throw new Error(`${number} is no number`);
  return parsed;
}
