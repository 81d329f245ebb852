import type { Sandbox } from "@leaseline/sandbox";
import { nodeTransport } from "../../src/node/node-transport.js";
import { contiguityProvider } from "../../src/providers/contiguity/provider.js";
import { sinchProvider } from "../../src/providers/sinch/provider.js";
import { ledgerKinds } from "./ledger-harness.js";

const transport = nodeTransport();

/** An account of each provider, which goes by the provider's name. */
export const accountsAt = (sandbox: Pick<Sandbox, "contiguity" | "sinch">) => [
  contiguityProvider({ ...sandbox.contiguity, account: "contiguity", transport }),
  sinchProvider({ ...sandbox.sinch, account: "sinch", transport }),
];

/** Each of them, and what its requests are called there. */
export const settings = [
  {
    account: "contiguity",
    lease: "contiguity.lease",
    release: "contiguity.terminate",
    get: "contiguity.get",
  },
  { account: "sinch", lease: "sinch.rent", release: "sinch.release", get: "sinch.get" },
] as const;

/** The same with each kind of ledger. */
export const cases = ledgerKinds.flatMap((ledger) =>
  settings.map((one) => ({ ...one, ...ledger })),
);
