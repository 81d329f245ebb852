// Leases the number with SMS in a country that costs the least over a year. It does not ask: real keys cost money.
// node examples/lease-the-cheapest.ts US
import {
  type Offer,
  compareMoney,
  costOver,
  createLeaseClient,
  failureSentence,
  formatRecurring,
  LeaseError,
} from "@leaseline/core";
import { accountsFromEnvironment, openLedger } from "./accounts.ts";

const country = process.argv[2] ?? "US";
const ledger = openLedger();
const client = createLeaseClient({ accounts: accountsFromEnvironment(), ledger });

const offers: Offer[] = [];
for await (const event of client.search({ country, features: ["sms"] })) {
  if (event.kind === "items") offers.push(...event.items);
  if (event.kind === "failed") console.error(`${event.account}: ${failureSentence(event.failure)}`);
}
// Costs in different currencies cannot be compared, so only those in US dollars take part.
const [cheapest] = offers
  .filter(({ leasable, requirements }) => leasable && requirements.length === 0)
  .flatMap((offer) => {
    const year = offer.price && costOver(offer.price, 12);
    return year?.currency === "USD" ? [{ offer, year }] : [];
  })
  .toSorted((left, right) => compareMoney(left.year, right.year));

if (!cheapest) {
  console.log(`No number with SMS and a price in USD is offered in ${country}.`);
} else {
  const { account, number } = cheapest.offer;
  try {
    const settled = await client.lease(await client.quote(account, number));
    const price = formatRecurring(settled.operation.price, "en");
    console.log(`${number} at ${account} for ${price}: ${settled.kind}`);
  } catch (error) {
    if (!(error instanceof LeaseError)) throw error;
    console.error(failureSentence(error.failure));
  }
}
await client.close();
await ledger.close();
