// Releases a number, or submits an order, at the server that it is given, as a program of somebody else's does:
// node releases-once.mjs ENTRY ORIGIN
import { contiguityProvider } from "@leaseline/core/contiguity";
import { createSinchClient, sinchProvider } from "@leaseline/core/sinch";

const [entry, baseUrl] = process.argv.slice(2);

const project = { projectId: "project", keyId: "key", keySecret: "secret", baseUrl, auth: "basic" };
const providers = {
  contiguity: () => contiguityProvider({ account: "a", apiKey: "contiguity_sk_example", baseUrl }),
  sinch: () => sinchProvider({ account: "a", ...project }),
};

if (entry === "fetch") {
  await fetch(`${baseUrl}/number`);
  await fetch(`${baseUrl}/number`, { method: "DELETE" }).catch(() => {});
} else if (entry === "order") {
  const { numberOrders } = createSinchClient(project);
  await numberOrders.get("order-1").catch(() => {});
  // It has no body, and costs money.
  await numberOrders.submit("order-1").catch(() => {});
} else {
  const provider = providers[entry]();
  // So that there is a connection that has been used before.
  await provider.verify().catch(() => {});
  const released = await provider.prepareRelease({
    number: "+13055550100",
    account: "a",
    provider: entry,
    leaseId: null,
  });
  console.log((await released.send()).kind);
}
