import { describe, expect, it } from "vitest";
import { failureOf } from "../test/support/failure.js";
import { exampleAccount } from "../test/support/example-account.js";
import { createLeaseClient } from "./client/create-lease-client.js";
import * as ofContiguity from "./contiguity/index.js";
import * as neutral from "./index.js";
import { memoryLedger, memoryStore } from "./ledger/memory-ledger.js";
import { memoryRecords } from "./ledger/memory-records.js";
import * as ofNode from "./node/index.js";
import * as ofSinch from "./sinch/index.js";
import * as forTests from "./testing/index.js";
import type { Transport } from "./http/transport.js";

// What nobody reads is refused by its name, wherever this package is called. Every public function is in one of the
// two tables, so that a new one cannot be forgotten.

const odd = { unheardOf: 1 };
const transport: Transport = () => Promise.reject(new Error("it was sent"));
const keys = {
  contiguity: { apiKey: "contiguity_sk_x", transport },
  sinch: { projectId: "p", keyId: "k", keySecret: "s", transport },
};
const store = () => memoryStore(memoryRecords());
const webhook = { secret: "s", signature: "", rawBody: "" };
const region = { regionCode: "US", type: "LOCAL" };

/** What it is given before its options, and beside what is odd in them. */
const withOptions: Readonly<Record<string, readonly [before: readonly unknown[], beside: object]>> =
  {
    createLeaseClient: [[], { accounts: [], ledger: memoryLedger() }],
    fetchTransport: [[fetch], { writes: "refused" }],
    sqliteLedger: [[], {}],
    nodeTransport: [[], {}],
    tunnelThrough: [["http://127.0.0.1:1"], {}],
    moveLedger: [[store(), store()], { to: "another" }],
    Contiguity: [[], keys.contiguity],
    createContiguityClient: [[], keys.contiguity],
    contiguityProvider: [[], { ...keys.contiguity, account: "a" }],
    verifyContiguityWebhook: [[], webhook],
    createSinchClient: [[], keys.sinch],
    sinchProvider: [[], { ...keys.sinch, account: "a" }],
    startExampleServer: [[], {}],
    findLeaseRoute: [[{}, region], {}],
    verifySinchWebhook: [[], webhook],
  };

/** What is given values, or what another function has made, and has no options. */
const withoutOptions = `
  LeaseError MovedLedger NotSentError addMoney compareMoney formatLimit formatMoney multiplyMoney roundUpMoney
  sameMoney toMoney totalsByCurrency comparePrices costOver dearer formatRecurring samePrice countryOf
  formatInternational formatNational isCountry isLoopback listCountries toE164 readMoney readPhoneNumber phrase
  reasonWith sayReason untranslated createWords isChargedAgain monthlyCharge monthlyTotals spendRefusal
  checkConnections countedPrice lastKnownPrice describeFailure failureSentence failureOf inDoubt saysRecordLost spentBy
  describeProvisioningError redact namedIn providerOf distinctAccounts inTheWay notConnected
  advance isOpen memoryLedger memoryRecords createLedger cancelMove giveUpMove movedOf openWithout leftBehind
  adoptLedger ledgerAddress chosenLedger keepLedgerChoice ledgerFolder ledgerPlace inTurn lockFile
  sqliteStore tunnelFromEnvironment writeWhole exampleProviderThat ledgerStoreContract
  providerAccountContract
`
  .trim()
  .split(/\s+/);

const functions = new Map(
  [neutral, ofNode, ofContiguity, ofSinch, forTests]
    .flatMap((entry) => Object.entries(entry))
    .filter(([, value]) => typeof value === "function"),
);

it("knows every public function", () => {
  const known = [...Object.keys(withOptions), ...withoutOptions];
  expect([...functions.keys()].toSorted()).toEqual(known.toSorted());
});

describe.each(Object.entries(withOptions))("%s", (name, [before, beside]) => {
  const call = async (...given: readonly unknown[]): Promise<unknown> => {
    const called = Object(functions.get(name));
    return name === "Contiguity"
      ? Reflect.construct(called, given)
      : Reflect.apply(called, null, given);
  };

  it("refuses an option that is not read", async () => {
    expect(await failureOf(call(...before, { ...beside, ...odd }))).toMatchObject({
      kind: "bad-input",
      field: "unheardOf",
    });
  });

  it("refuses options after its own", async () => {
    expect(await failureOf(call(...before, beside, odd))).toMatchObject({ kind: "bad-input" });
  });
});

const leaseClient = createLeaseClient({
  accounts: [exampleAccount({ account: "a" })],
  ledger: memoryLedger(),
});
const clients = {
  contiguity: ofContiguity.createContiguityClient(keys.contiguity),
  sinch: ofSinch.createSinchClient(keys.sinch),
};

describe.each(methodsOf(clients))("%s", (_name, method) => {
  it("refuses an option that is not read, and whatever comes after its options", async () => {
    const fields = [];
    for (let at = 0; at < 6; at += 1)
      fields.push(await refusedField(method, [...Array.from({ length: at }), odd]));
    const options = fields.lastIndexOf("unheardOf");
    expect(options).toBeGreaterThanOrEqual(0);
    expect(new Set(fields.slice(options + 1))).toEqual(new Set(["options"]));
  });
});

// Each option of its methods is in misspelt.test.ts.
describe.each(methodsOf(leaseClient).filter(([name]) => name !== "close"))(
  "%s",
  (_name, method) => {
    it("refuses what comes after its arguments", async () => {
      expect(await refusedField(method, [...Array.from({ length: 5 }), odd])).toBe("options");
    });
  },
);

type Method = (...given: readonly unknown[]) => unknown;

function methodsOf(client: object, within = ""): readonly (readonly [string, Method])[] {
  return Object.entries(client).flatMap(([name, value]: [string, unknown]) =>
    typeof value === "function"
      ? [[within + name, value as Method] as const]
      : typeof value === "object" && value !== null && !Array.isArray(value)
        ? methodsOf(value, `${within}${name}.`)
        : [],
  );
}

async function refusedField(method: Method, given: readonly unknown[]): Promise<string> {
  const called = async () => {
    const result = await method(...given);
    if (Symbol.asyncIterator in Object(result))
      for await (const _ of result as AsyncIterable<unknown>) return;
  };
  const failure = await failureOf(called());
  expect(failure).toMatchObject({ kind: "bad-input" });
  return "field" in failure && failure.field ? failure.field : "";
}
