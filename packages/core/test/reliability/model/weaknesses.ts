import { parsePhoneNumberFromString } from "libphonenumber-js/min/es6";
import { toE164 } from "../../../src/domain/phone-number.js";
import { defaultTiming } from "../../../src/operations/timing.js";
import { identityAs } from "./connection.js";
import { type WeaknessCase, capWeaknesses } from "./weaknesses-of-caps.js";
import { clientWeaknesses } from "./weaknesses-of-clients.js";
import { keyWeaknesses } from "./weaknesses-of-keys.js";
import { lossWeaknesses } from "./weaknesses-of-losses.js";
import * as ledgers from "./weak-ledgers.js";
import { failedIf } from "./weak-outcomes.js";
import * as providers from "./weak-providers.js";

/** Each safety rule left out, and what comes of it. */
export const weaknesses: readonly WeaknessCase[] = [
  {
    name: "marking as sent only when the answer is there",
    weakness: { ledger: ledgers.markedLate },
    breaks: ["I2", "I6", "I4"],
    where: { capped: null },
    often: ["crash", "carryOut", "open"],
  },
  {
    name: "taking no answer in time for a failure",
    weakness: { outcome: failedIf("timed-out") },
    breaks: ["I6"],
    often: ["carryOut", "waitLong"],
  },
  {
    name: "taking an error of the server for a failure",
    weakness: { outcome: failedIf("server-error") },
    breaks: ["I6", "I4"],
    often: ["carryOut", "serverError"],
  },
  {
    name: "taking a read that failed after the answer for a failure",
    weakness: { outcome: failedIf("empty-answer") },
    breaks: ["I6"],
    often: ["carryOut", "emptyAnswer"],
  },
  {
    name: "believing reads before a request has had its time",
    weakness: { timing: { ...defaultTiming, onItsWayMs: 0, lagMs: 0 } },
    breaks: ["I17"],
    often: ["loseConnection", "waitLong", "carryOut"],
  },
  {
    name: "believing the first read that does not show the number",
    weakness: { provider: providers.firstAbsenceBelieved },
    breaks: ["I6"],
    often: ["carryOut", "loseConnection", "waitLong"],
  },
  {
    name: "claiming nothing",
    weakness: { ledger: ledgers.unclaimed },
    breaks: ["I3", "I4"],
    often: ["carryOut"],
  },
  {
    name: "believing that a release was done because it was answered",
    weakness: { provider: providers.releaseBelieved },
    breaks: ["I6"],
    often: ["carryOutAndAnswer", "release", "answerAsItIs"],
  },
  {
    name: "reading a number as it is dialled",
    weakness: { read: (typed) => toE164(parsePhoneNumberFromString(typed)?.number ?? "") },
    breaks: ["I15"],
    often: ["carryOutAndAnswer", "release"],
  },
  {
    name: "taking an account for what it is called",
    weakness: { identity: ({ name }) => identityAs(name) },
    breaks: ["I14"],
    often: ["connect", "loseConnection", "waitLong"],
  },
  {
    name: "taking one account under two names for two",
    weakness: { identity: ({ name, project }) => identityAs(`${name}-${project}`) },
    breaks: ["I14"],
    where: { identity: "project" },
    often: ["connect", "carryOutAndAnswer", "sweep"],
  },
  {
    name: "taking over where the account is not connected",
    weakness: { ledger: ledgers.strangersTakeOver },
    breaks: ["I14"],
    often: ["connect", "crash", "open", "reconcile"],
  },
  {
    name: "believing a refusal where a look failed",
    weakness: { provider: providers.refusalBelieved },
    breaks: ["I6"],
    often: ["carryOut", "refuseSecond", "numbersFail", "lease"],
  },
  {
    name: "calling absent what no list was read for",
    weakness: { provider: providers.listsTakenForRead },
    breaks: ["I17"],
    often: ["loseConnection", "waitLong", "listsFail"],
  },
  {
    name: "believing a gateway's 404",
    weakness: { provider: providers.gatewayBelieved },
    breaks: ["I6", "I17"],
    often: ["carryOut", "loseConnection", "waitLong", "gateway"],
  },
  {
    name: "taking a word that nobody knows for one that a lease goes on",
    weakness: { provider: providers.strangeWordsBelieved },
    breaks: ["I6"],
    where: { releases: "at-period-end", capped: null },
    often: ["strangeWords", "carryOut", "release", "loseConnection", "waitLong"],
  },
  {
    name: "searching no orders",
    weakness: { provider: providers.ordersNotSearched },
    breaks: ["I17", "I4"],
    where: { orders: "searched", capped: null },
    often: ["takeOrderSilently", "waitLong", "carryOutOrder", "lease"],
  },
  {
    name: "writing no order down with the mark",
    weakness: { provider: providers.orderForgotten },
    breaks: ["I17"],
    where: { orders: "created", capped: null },
    often: ["takeOrder", "crash", "open", "reconcile", "waitLong", "lease"],
  },
  ...capWeaknesses,
  ...lossWeaknesses,
  {
    name: "a transport that sends again",
    weakness: { sendsAgain: true },
    breaks: ["I1"],
    often: ["giveUpConnection"],
  },
  {
    name: "fetching a token after the mark",
    weakness: { provider: providers.tokenAfterMark },
    breaks: ["I2"],
    often: ["wait"],
  },
  {
    name: "looking at no ledger before a price is asked for",
    weakness: { ledger: ledgers.doneForgotten },
    breaks: ["I18"],
    often: ["carryOutAndAnswer"],
  },
  ...keyWeaknesses,
  {
    name: "never asking again about what a person was to look at",
    weakness: { ledger: ledgers.attentionLeft },
    breaks: ["I19"],
    often: ["loseConnection", "listsFail", "waitLong"],
  },
  {
    name: "calling answered what was only seen",
    weakness: { ledger: ledgers.alwaysAnswered },
    breaks: ["I21"],
    often: ["carryOut", "loseConnection", "waitLong"],
  },
  {
    name: "taking over from a session that lives",
    weakness: { ledger: ledgers.livingTakenOver },
    breaks: ["I3"],
    often: ["reconcile"],
  },
  {
    name: "sending however late the mark is answered",
    weakness: { ledger: (ledger) => ({ ...ledger, sendWindow: null }) },
    breaks: ["I2"],
    where: { ledger: "in memory", capped: null, orders: "unfollowed" },
    often: ["slowMark", "cutOff", "open", "reconcile", "waitLong"],
  },
  ...clientWeaknesses,
];
