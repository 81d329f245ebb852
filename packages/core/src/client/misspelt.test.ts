import { expect, it } from "vitest";
import { exampleLease } from "../../test/support/example-lease.js";
import { failureOf } from "../../test/support/failure.js";
import { exampleAccount } from "../../test/support/example-account.js";
import { toE164 } from "../domain/phone-number.js";
import { memoryLedger } from "../ledger/memory-ledger.js";
import { sqliteLedger } from "../node/sqlite-ledger.js";
import { createLeaseClient } from "./create-lease-client.js";
import type { LeaseClient } from "./lease-client.js";

// As JavaScript calls it, where no compiler sees that nobody reads the name.

const number = toE164("+13055550100");
const account = "example";
const price = { setup: null, recurring: { amount: "1.00", currency: "USD" }, intervalMonths: 1 };
const quote = { account, number, price, offer: null, quotedAtMs: performance.now() };
const lease = number && exampleLease({ number, account });
const money = { amount: "5.00", currency: "USD" };
const cap = { kind: "monthly", limit: money };

const calls: readonly (readonly [keyof LeaseClient, string, ...(readonly unknown[])])[] = [
  ["update", "protected", { account, number }, { protected: true }],
  ["update", "lable", { account, number }, { isProtected: true, lable: "x" }],
  ["update", "singal", { account, number }, { label: "x" }, { singal: null }],
  ["lease", "idempotencyKey", quote, { idempotencyKey: "job 7" }],
  ["lease", "maxPrice", quote, { maxPrice: "1.00" }],
  ["release", "dryRun", lease, { confirm: "0100", dryRun: true }],
  ["release", "Key", lease, { confirm: "0100", Key: "job 7" }],
  ["rehearseLease", "maxPrice", quote, { maxPrice: "1.00" }],
  ["rehearseRelease", "Key", lease, { confirm: "0100", Key: "job 7" }],
  ["search", "featurs", { country: "US", featurs: ["sms"] }],
  ["search", "account", { country: "US", account }],
  ["search", "timeoutMs", { country: "US" }, { timeoutMs: 1 }],
  ["standing", "Key", { kind: "lease", account, number, Key: "job 7" }],
  ["operations", "state", { state: ["unknown"] }],
  ["operations", "filter", { states: ["unkown"] }],
  ["abandon", "withoutKey", "an operation", { withoutKey: true }],
  ["rehearseAbandon", "withoutKey", "an operation", { withoutKey: true }],
  ["list", "account", { account }],
  ["reconcile", "timeoutMs", { timeoutMs: 1 }],
  ["sweep", "account", { account }],
  ["watch", "timeoutMs", { account, number }, { timeoutMs: 1 }],
  ["changes", "timeoutMs", { timeoutMs: 1 }],
  ...(["quote", "get"] as const).map(
    (method) => [method, "timeoutMs", account, number, { timeoutMs: 1 }] as const,
  ),
  ...(["verify", "countries", "connectionTargets"] as const).map(
    (method) => [method, "timeoutMs", account, { timeoutMs: 1 }] as const,
  ),
];

it.for(calls)("%s refuses “%s”, which it does not read", async ([method, field, ...given]) => {
  const client = createLeaseClient({
    accounts: [exampleAccount({ account })],
    ledger: memoryLedger(),
  });
  const refused = await failureOf(called(client, method, given));
  expect(refused).toMatchObject({ kind: "bad-input", field });
  await client.close();
});

it("tries every method that has options", () => {
  const client = createLeaseClient({ accounts: [], ledger: memoryLedger() });
  const without = ["notes", "spending", "waysOut", "statePrice", "onChange", "close"];
  const methods = Object.entries(client).filter(([, value]) => typeof value === "function");
  expect(new Set([...calls.map(([method]) => method), ...without])).toEqual(
    new Set(methods.map(([name]) => name)),
  );
});

const inOptions: Readonly<Record<string, readonly [string, ...(readonly unknown[])]>> = {
  "caps beside the options": ["options", {}, { caps: [cap] }],
  "a name that no damaged ledger gives back whole": [
    "accounts",
    { accounts: [exampleAccount({ account: "a".repeat(401) })] },
  ],
  "a cap finer than money is reckoned": [
    "caps",
    { caps: [{ ...cap, limit: { ...money, amount: "5.0000000001" } }] },
  ],
};

it.for(Object.entries(inOptions))("a client refuses %s", async ([, [field, more, ...others]]) => {
  const options = {
    accounts: [exampleAccount({ account })],
    ledger: memoryLedger(),
    ...Object(more),
  };
  const make = async (): Promise<unknown> =>
    Reflect.apply(createLeaseClient, null, [options, ...others]);
  expect(await failureOf(make())).toMatchObject({ kind: "bad-input", field });
});

it("opens no ledger whose path is given in a second argument", async () => {
  const open = async (): Promise<unknown> =>
    Reflect.apply(sqliteLedger, null, [{}, { path: "/a/ledger.sqlite" }]);
  expect(await failureOf(open())).toMatchObject({ kind: "bad-input", field: "options" });
});

/** To the end of what it gives. */
async function called(
  client: LeaseClient,
  method: keyof LeaseClient,
  given: readonly unknown[],
): Promise<unknown> {
  const result: unknown = await Reflect.apply(Object(client[method]), client, given);
  if (Symbol.asyncIterator in Object(result))
    for await (const _ of result as AsyncIterable<unknown>) return;
  return result;
}
