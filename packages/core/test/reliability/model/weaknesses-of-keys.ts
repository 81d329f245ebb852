import * as ledgers from "./weak-ledgers.js";
import type { WeaknessCase } from "./weaknesses-of-caps.js";

/** Each rule of an account's or a caller's keys left out, and what comes of it. */
export const keyWeaknesses: readonly WeaknessCase[] = [
  {
    name: "not asking what an account holds whose key was replaced",
    weakness: { ledger: ledgers.formerKeyForgotten },
    breaks: ["I18"],
    where: { identity: "key", orders: "unfollowed", capped: null },
    often: ["replaceKey", "carryOutAndAnswer", "lease"],
  },
  {
    name: "forgetting what was done under a key",
    weakness: { ledger: ledgers.keysForgotten },
    breaks: ["I18"],
    where: { identity: "project", orders: "unfollowed", releases: "at-once", capped: null },
    often: ["leaseWithKey", "carryOutAndAnswer", "releasedElsewhere", "sweep", "waitLong"],
  },
  {
    name: "answering a key with what it does not lead to from then on",
    weakness: { ledger: (ledger) => ({ ...ledger, keepKey: async () => true }) },
    breaks: ["I18"],
    where: { identity: "project", orders: "unfollowed", releases: "at-once", capped: null },
    often: ["lease", "leaseWithKey", "carryOutAndAnswer"],
  },
  {
    name: "answering a key that another request got while that was looked at",
    weakness: { ledger: ledgers.keyTakenUnseen },
    breaks: ["I18"],
    where: {
      identity: "project",
      orders: "unfollowed",
      releases: "at-once",
      capped: null,
      holdsBefore: false,
    },
    often: ["lease", "leaseWithKey", "carryOutAndAnswer", "silence", "recover"],
  },
];
