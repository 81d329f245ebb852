// Tells what all numbers of all accounts cost a month: one total for each currency, as nothing is converted.
// node examples/total-spend.ts
import {
  type Lease,
  createLeaseClient,
  failureSentence,
  formatMoney,
  memoryLedger,
  monthlyCharge,
  totalsByCurrency,
} from "@leaseline/core";
import { accountsFromEnvironment } from "./accounts.ts";

const client = createLeaseClient({
  accounts: accountsFromEnvironment(),
  ledger: memoryLedger(),
});

const leases: Lease[] = [];
for await (const event of client.list()) {
  if (event.kind === "items") leases.push(...event.items);
  // Said aloud: a total without this account would look like the whole.
  if (event.kind === "failed") console.error(`${event.account}: ${failureSentence(event.failure)}`);
}
const costs = leases
  .filter(({ state }) => state !== "releasing")
  .map(({ price }) => monthlyCharge(price));

for (const total of totalsByCurrency(costs.filter((cost) => cost !== null)))
  console.log(`${formatMoney(total, "en")} a month in ${total.currency}`);
const unsaid = costs.filter((cost) => cost === null).length;
if (unsaid > 0) console.log(`${unsaid} without a monthly price`);
