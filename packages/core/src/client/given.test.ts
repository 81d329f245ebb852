import { describe, expect, it } from "vitest";
import { exampleLease } from "../../test/support/example-lease.js";
import { failureOf } from "../../test/support/failure.js";
import { silentAccount } from "../../test/support/silent-account.js";
import { toE164 } from "../domain/phone-number.js";
import { LeaseError } from "../errors/lease-error.js";
import { memoryLedger } from "../ledger/memory-ledger.js";
import { createLeaseClient } from "./create-lease-client.js";
import type { LeaseClient } from "./lease-client.js";

const number = toE164("+13055550100");
const account = "silent";
const price = { setup: null, recurring: { amount: "1.00", currency: "USD" }, intervalMonths: 1 };
const quote = { account, number, price, offer: null, quotedAtMs: performance.now() };
const lease = number && exampleLease({ number, account });

/** None is usable in any place of any method, but for those that it has a name for. */
const odd: Readonly<Record<string, unknown>> = {
  nothing: undefined,
  null: null,
  "an empty text": "",
  "a text": "x",
  "a number": 42,
  "no number": Number.NaN,
  yes: true,
  "a list": [],
  "an object": {},
  "an object of nothing": Object.create(null),
  "a function": () => {},
  "a symbol": Symbol("x"),
};

interface Place {
  readonly method: Exclude<keyof LeaseClient, "accounts">;
  /** With the odd value where it belongs. */
  readonly with: (value: unknown) => readonly unknown[];
  /** What of the odd is of use there. */
  readonly takes?: readonly string[];
}

const left = ["nothing"];
// Of an object nothing is needed, and of a list and a function no more than of an object.
const options = ["nothing", "a list", "an object", "an object of nothing"];
const texts = ["an empty text", "a text"];

const inOptions = (method: Place["method"], ...before: readonly unknown[]): readonly Place[] => [
  { method, with: (value) => [...before, value], takes: options },
  { method, with: (signal) => [...before, { signal }], takes: left },
];
const parts = (
  method: Place["method"],
  whole: object | null,
  rest: readonly unknown[],
  names: Readonly<Record<string, readonly string[]>>,
): readonly Place[] =>
  Object.entries(names).map(([name, takes]) => ({
    method,
    with: (value) => [{ ...whole, [name]: value }, ...rest],
    takes,
  }));

const asked: readonly Place[] = [
  ...(["verify", "countries", "connectionTargets"] as const).flatMap((method): readonly Place[] => [
    { method, with: (value) => [value] },
    ...inOptions(method, account),
  ]),
  ...(["quote", "get"] as const).flatMap((method): readonly Place[] => [
    { method, with: (value) => [value, number] },
    { method, with: (value) => [account, value] },
    ...inOptions(method, account, number),
  ]),
  { method: "search", with: (value) => [value] },
  ...inOptions("search", { country: "US" }),
  ...parts("search", { country: "US" }, [], {
    country: [],
    type: left,
    features: ["nothing", "a list"],
    digits: left,
    position: left,
    limit: ["nothing", "a number"],
    accounts: ["nothing", "a list"],
  }),
  { method: "standing", with: (value) => [value] },
  ...inOptions("standing", { kind: "lease", account, number }),
  ...parts("standing", { kind: "lease", account, number }, [], {
    kind: [],
    account: [],
    number: [],
    key: ["nothing", "a text"],
  }),
  { method: "lease", with: (value) => [value] },
  ...inOptions("lease", quote),
  ...parts("lease", quote, [], {
    account: [],
    number: [],
    price: ["null"],
    quotedAtMs: ["a number"],
  }),
  ...["connect", "unknownPrice", "key"].map((name): Place => {
    const takes = {
      connect: options,
      unknownPrice: ["nothing", "yes"],
      key: ["nothing", "a text"],
    };
    return {
      method: "lease",
      with: (value) => [quote, { [name]: value }],
      takes: takes[name as keyof typeof takes],
    };
  }),
  ...inOptions("list"),
  { method: "watch", with: (value) => [value] },
  ...inOptions("watch", { account, number }),
  ...parts("watch", { account, number }, [], { account: [], number: [] }),
  { method: "release", with: (value) => [value, { confirm: "0100" }] },
  { method: "release", with: (value) => [lease, value] },
  { method: "release", with: (confirm) => [lease, { confirm }] },
  {
    method: "release",
    with: (key) => [lease, { confirm: "0100", key }],
    takes: ["nothing", "a text"],
  },
  { method: "release", with: (signal) => [lease, { confirm: "0100", signal }], takes: left },
  ...parts("release", lease, [{ confirm: "0100" }], {
    account: [],
    number: [],
    leaseId: ["null", ...texts],
    features: ["a list"],
    price: ["null"],
    provisioning: ["a list"],
  }),
  { method: "update", with: (value) => [value, {}] },
  { method: "update", with: (value) => [{ account, number }, value], takes: options.slice(1) },
  ...parts("update", { account, number }, [{}], { account: [], number: [] }),
  {
    method: "update",
    with: (label) => [{ account, number }, { label }],
    takes: ["nothing", "null", ...texts],
  },
  {
    method: "update",
    with: (isProtected) => [{ account, number }, { isProtected }],
    takes: ["nothing", "yes"],
  },
  ...inOptions("update", { account, number }, {}),
  { method: "operations", with: (value) => [value], takes: options },
  ...parts("operations", {}, [], {
    states: ["nothing", "a list"],
    identity: ["nothing", "null", ...texts],
    account: ["nothing", ...texts],
    number: left,
    limit: ["nothing", "a number"],
    before: ["nothing", ...texts],
  }),
  ...inOptions("reconcile"),
  { method: "waysOut", with: (value) => [value] },
  { method: "abandon", with: (value) => [value] },
  { method: "abandon", with: (value) => ["an operation", value], takes: options },
  {
    method: "abandon",
    with: (withoutKeys) => ["an operation", { withoutKeys }],
    takes: ["nothing", "yes"],
  },
  ...inOptions("sweep"),
  { method: "statePrice", with: (value) => [value, price] },
  { method: "statePrice", with: (value) => [number, value] },
  { method: "onChange", with: (value) => [value], takes: ["a function"] },
  ...inOptions("changes"),
];

/** Of the same form as what it rehearses. */
const rehearsals = {
  lease: "rehearseLease",
  release: "rehearseRelease",
  abandon: "rehearseAbandon",
} as const;
const places = asked.flatMap((place): readonly Place[] =>
  Object.hasOwn(rehearsals, place.method)
    ? // One of its own names.
      [place, { ...place, method: rehearsals[place.method as keyof typeof rehearsals] }]
    : [place],
);

const cases = places.flatMap((place, index) =>
  Object.keys(odd)
    .filter((what) => !place.takes?.includes(what))
    .map((what) => ({ ...place, index, what, words: place.with(odd[what]) })),
);

describe("a client that is given what it cannot use", () => {
  it("what is tried is every method that is given anything", () => {
    const givenNothing = ["notes", "spending", "close", Symbol.asyncDispose];
    const client = createLeaseClient({ accounts: [silentAccount()], ledger: memoryLedger() });
    const methods = Reflect.ownKeys(client).filter(
      (name) => typeof Reflect.get(client, name) === "function",
    );
    expect(new Set([...places.map(({ method }) => method), ...givenNothing])).toEqual(
      new Set(methods),
    );
  });

  it.each(cases)("says so: $method, place $index, $what", async ({ method, words }) => {
    const ledger = memoryLedger();
    const client = createLeaseClient({ accounts: [silentAccount()], ledger });
    const given = async () => {
      // As a caller in JavaScript has it.
      const answer = Reflect.apply(client[method], client, words) as unknown;
      const isStream =
        typeof answer === "object" && answer !== null && Symbol.asyncIterator in answer;
      if (isStream) for await (const _one of answer as AsyncIterable<unknown>);
      else await answer;
    };
    expect(await failureOf(given())).toMatchObject({ kind: "bad-input" });
    expect(await ledger.operations()).toEqual([]);
  });

  it.each(Object.keys(odd))("says so where it is made of %s", (what) => {
    const make = (given: unknown) => () => createLeaseClient(given as never);
    const isRefused = expect.objectContaining({
      failure: expect.objectContaining({ kind: "bad-input" }),
    });
    expect(make(odd[what])).toThrow(LeaseError);
    const whole = { accounts: [silentAccount()], ledger: memoryLedger() };
    for (const name of ["accounts", "unconnected", "ledger", "caps", "clock", "timing"]) {
      const isUsable =
        (what === "nothing" && !["accounts", "ledger"].includes(name)) ||
        (what === "a list" && ["accounts", "unconnected", "caps"].includes(name));
      if (!isUsable) expect(make({ ...whole, [name]: odd[what] })).toThrow(isRefused);
    }
    if (what !== "nothing") expect(make({ ...whole, accounts: [odd[what]] })).toThrow(isRefused);
  });
});
