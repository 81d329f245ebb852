import type { LeaseClient } from "../../../src/client/lease-client.js";
import { LeaseError } from "../../../src/errors/lease-error.js";
import { keyTakenUnseen, markBelieved } from "./weak-ledgers.js";
import type { WeaknessCase } from "./weaknesses-of-caps.js";

/** Each rule of a ledger left out that loses what it has acknowledged, or whose answers are lost. */
export const lossWeaknesses: readonly WeaknessCase[] = [
  {
    name: "taking a ledger that went back in time for what it was",
    weakness: { rewindsUnseen: true },
    breaks: ["I20"],
    often: ["copyLedger", "restoreLedger", "open"],
  },
  {
    name: "taking a database that has failed over for what it was",
    weakness: { rewindsUnseen: true },
    breaks: ["I20", "I4"],
    where: { ledger: "in memory", capped: null, orders: "unfollowed" },
    often: ["copyLedger", "failOver", "carryOut", "lease", "sweep"],
  },
  {
    name: "believing the list that is read first after a loss, whoever may be sending",
    weakness: { lossBelievedAtOnce: true },
    breaks: ["I4"],
    where: { ledger: "in memory", capped: null, orders: "unfollowed" },
    often: ["copyLedger", "failOver", "carryOut", "lease", "sweep"],
  },
  {
    name: "taking what is claimed after a loss for not sent",
    weakness: { claimsBelieved: true },
    breaks: ["I6"],
    where: {
      ledger: "in memory",
      capped: null,
      identity: "project",
      orders: "unfollowed",
      releases: "at-once",
    },
    often: [
      "leasedElsewhere",
      "release",
      "slower",
      "copyLedger",
      "wait",
      "carryOut",
      "restoreLedger",
      "open",
    ],
  },
  {
    name: "taking an operation whose record is lost for one that there cannot be",
    weakness: { client: lostIsDefect },
    breaks: ["I6"],
    where: { ledger: "in memory", capped: null },
    often: ["copyLedger", "failOver", "lease", "wait", "slower"],
  },
  {
    name: "taking a write whose answer was lost for none",
    // Told that a key leads elsewhere, where what it leads to is not seen, a client would look for ever.
    weakness: { doubtsDropped: true, ledger: keyTakenUnseen },
    breaks: ["contract"],
    where: { ledger: "in memory", capped: null },
    often: ["answerLost"],
  },
  {
    name: "sending on the word of a mark that was long on its way",
    weakness: { ledger: markBelieved },
    breaks: ["I3"],
    where: {
      ledger: "in memory",
      capped: null,
      identity: "project",
      orders: "unfollowed",
      releases: "at-once",
      prices: "everywhere",
    },
    often: ["slowMark", "lease", "leasedElsewhere", "cutOff", "reconcile", "recover", "release"],
    from: 10_114,
  },
];

function lostIsDefect(client: LeaseClient): LeaseClient {
  return {
    ...client,
    lease: async (quote, options) => {
      try {
        return await client.lease(quote, options);
      } catch (error) {
        if (isLost(error)) throw new LeaseError({ kind: "defect", detail: "RangeError" });
        throw error;
      }
    },
  };
}

function isLost(error: unknown): boolean {
  if (!(error instanceof LeaseError)) return false;
  const { failure } = error;
  return failure.kind === "outcome-unknown" && failure.reason === "record-lost";
}
