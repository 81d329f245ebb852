import * as fc from "fast-check";
import type { Step, Steps } from "./step.js";
import { slowestReadMs } from "./check-verdict.js";
import type { World } from "./world.js";

/** What goes wrong at the provider, on the way to it or on the disk until all is well again. */
export const moods = {
  slow: [1, mood("reads take 40 ms", ({ service }) => (service.latencyMs = 40))],
  slower: [1, mood("reads take 2500 ms", ({ service }) => (service.latencyMs = slowestReadMs))],
  allFail: [1, mood("reads fail", ({ service }) => (service.failing = "all"))],
  listsFail: [1, mood("lists fail", ({ service }) => (service.failing = "list"))],
  numbersFail: [1, mood("reads by number fail", ({ service }) => (service.failing = "number"))],
  gateway: [1, mood("a gateway answers with 404", ({ service }) => (service.gateway = true))],
  defect: [1, mood("the adapter fails", ({ service }) => (service.defective = true))],
  silence: [1, mood("reads never end", ({ service }) => (service.silent = true))],
  pricelessAnswers: [
    1,
    mood("answers say no price", ({ service }) => (service.priceless = "answer")),
  ],
  pricelessLists: [1, mood("lists say no price", ({ service }) => (service.priceless = "list"))],
  pricelessQuotes: [1, mood("quotes say no price", ({ service }) => (service.priceless = "quote"))],
  tokenExpires: [1, mood("the token expires", ({ service }) => (service.tokenExpired = true))],
  diskFull: [1, mood("the disk is full", (world) => (world.diskFull = true))],
  slowLedger: [1, mood("the ledger takes 7 ms", (world) => (world.ledgerMs = 7))],
} satisfies Steps;

export function mood(name: string, happen: (world: World) => unknown) {
  return step(fc.constant(name), () => [name, happen]);
}

type Described = readonly [
  name: string,
  happen: (world: World) => unknown,
  isPossible?: (world: World) => boolean,
];

export function step<What>(what: fc.Arbitrary<What>, describe: (what: What) => Described) {
  return what.map((what): Step => {
    const [name, happen, isPossible = () => true] = describe(what);
    return { name, happen, isPossible };
  });
}
