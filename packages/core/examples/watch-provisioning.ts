// Follows a number that has just been leased until it can be used, or says why it cannot.
// node examples/watch-provisioning.ts sinch +12025550134
import { createLeaseClient, memoryLedger, toE164 } from "@leaseline/core";
import { accountsFromEnvironment } from "./accounts.ts";

const [account = "", typed = ""] = process.argv.slice(2);
const number = toE164(typed);
if (!number) throw new RangeError("Usage: watch-provisioning ACCOUNT +NUMBER");

const client = createLeaseClient({
  accounts: accountsFromEnvironment(),
  ledger: memoryLedger(),
});
const ownership = await client.get(account, number);
if (ownership.kind === "not-owned") {
  console.log(`${account} does not hold ${number}.`);
} else {
  for await (const lease of client.watch(ownership.lease)) {
    const features = lease.provisioning.map(
      ({ feature, state, errorCodes }) => `${feature} ${[state, ...errorCodes].join(" ")}`,
    );
    console.log([lease.state, ...features].join(" · "));
  }
}
