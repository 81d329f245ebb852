// Settles what an earlier run left open: asks the providers, and sends nothing.
// node examples/reconcile-after-a-crash.ts
import { createLeaseClient, failureSentence } from "@leaseline/core";
import { accountsFromEnvironment, openLedger } from "./accounts.ts";

const ledger = openLedger();
const client = createLeaseClient({ accounts: accountsFromEnvironment(), ledger });

for (const { kind, number, account, state, failure } of await client.reconcile()) {
  const why = failure ? ` (${failureSentence(failure)})` : "";
  console.log(`${kind} of ${number} at ${account}: ${state}${why}`);
}
const { elsewhere, revised } = await client.sweep();
for (const { number } of revised) console.log(`${number} was leased after all`);
for (const { number, account } of elsewhere)
  console.log(`${number} at ${account} was leased elsewhere`);
await client.close();
await ledger.close();
