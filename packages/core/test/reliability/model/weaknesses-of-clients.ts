import { defaultTiming } from "../../../src/operations/timing.js";
import type { WeaknessCase } from "./weaknesses-of-caps.js";

/** Each rule of the client's contract left out, and what comes of it. */
export const clientWeaknesses: readonly WeaknessCase[] = [
  {
    name: "closing a client that goes on with what it has begun",
    weakness: { client: (client) => ({ ...client, close: async () => {} }) },
    breaks: ["contract"],
    often: ["slower", "lease", "closeClients", "wait"],
  },
  {
    name: "making people wait who have cancelled",
    weakness: { client: (client) => ({ ...client, lease: (quote) => client.lease(quote) }) },
    breaks: ["contract"],
    often: ["cancel", "wait"],
  },
  {
    name: "waiting for an adapter for ever",
    weakness: { timing: { ...defaultTiming, answersWithinMs: 1e12 } },
    breaks: ["contract"],
    often: ["silence"],
  },
  {
    name: "letting out what an adapter throws",
    weakness: {
      client: (client, [account]) => ({
        ...client,
        quote: async (_id, number) => {
          const offer = await account?.quote(number);
          if (!offer || !account) throw new Error("there is no account");
          return { account: account.account, number, price: offer.price, offer, quotedAtMs: 0 };
        },
      }),
    },
    breaks: ["contract"],
    often: ["defect"],
  },
];
