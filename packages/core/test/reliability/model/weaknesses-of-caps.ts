import type { StepName } from "./commands.js";
import type { Invariant, Setup, Weakness } from "./setup.js";
import * as ledgers from "./weak-caps.js";

export interface WeaknessCase {
  /** The rule as it is without its safety. */
  readonly name: string;
  readonly weakness: Weakness;
  /** What is seen to be broken, where each is looked for alone. */
  readonly breaks: readonly Invariant[];
  /** Where it is looked for: the surroundings that it needs, and what happens more often there. */
  readonly where?: Partial<Setup>;
  readonly often?: readonly StepName[];
  /**
   * The run from which on it is looked for, where that is a long way: a few in ten thousand show it. To be found anew
   * when steps are added.
   */
  readonly from?: number;
}

/** Each rule of the caps left out, and what comes of it. */
export const capWeaknesses: readonly WeaknessCase[] = [
  {
    name: "leasing under a limit before any list was read",
    weakness: { ledger: ledgers.unlistedIgnored },
    breaks: ["I16"],
    where: { capped: "by the caller", holdsBefore: true },
    often: ["price", "sweep"],
  },
  {
    name: "taking what can be read of a list for all of it",
    weakness: { ledger: ledgers.oddListsBelieved },
    breaks: ["I16"],
    where: { capped: "by the caller", holdsBefore: true },
    often: ["oddLists", "sweep"],
  },
  {
    name: "taking a price that is left out for none",
    weakness: { ledger: ledgers.pricesForgotten },
    breaks: ["I16", "I7"],
    where: { capped: "by the caller", holdsBefore: false },
    often: ["pricelessAnswers", "carryOutAndAnswer"],
  },
  {
    name: "taking a number for free whose price nobody has said",
    weakness: { ledger: ledgers.unpricedTakenForFree },
    breaks: ["I16"],
    where: { capped: "by the caller", holdsBefore: true, prices: "in quotes only" },
    often: ["price", "sweep"],
  },
  {
    name: "leasing under a limit what nobody knows the price of",
    weakness: { ledger: ledgers.unknownTakenForFree },
    breaks: ["I16"],
    where: { capped: "in the ledger" },
    often: ["pricelessQuotes"],
  },
  {
    name: "counting only what runs",
    weakness: { ledger: ledgers.billForgotten },
    breaks: ["I16"],
    where: {
      capped: "by the caller",
      holdsBefore: false,
      releases: "at-once",
      orders: "unfollowed",
      prices: "everywhere",
    },
    often: ["carryOutAndAnswer", "release", "lease"],
  },
  {
    name: "asking only the caller for limits",
    weakness: { ledger: ledgers.ownCapsForgotten },
    breaks: ["I16"],
    where: { capped: "in the ledger", holdsBefore: false },
    often: ["carryOutAndAnswer"],
  },
  {
    name: "taking every currency for the limit's",
    weakness: { ledger: ledgers.currenciesConverted },
    breaks: ["I16"],
    where: { capped: "by the caller", holdsBefore: false },
    often: ["otherCurrency"],
  },
];
