import { specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it } from "vitest";
import { toMoney } from "../domain/money.js";
import { nodeTransport } from "../node/node-transport.js";
import { memoryLedger } from "../ledger/memory-ledger.js";
import { defaultTiming } from "../operations/timing.js";
import { contiguityProvider } from "../providers/contiguity/provider.js";
import type { ProviderAccount } from "../providers/provider-account.js";
import { sinchProvider } from "../providers/sinch/provider.js";
import { failureOf, thrownBy } from "../../test/support/failure.js";
import { sharedSandbox } from "../../test/support/shared-sandbox.js";
import { later } from "../../test/support/timing.js";
import { createLeaseClient } from "./create-lease-client.js";
import { distinctAccounts } from "./distinct-accounts.js";
import { e164 } from "../../test/support/e164.js";

const sandbox = await sharedSandbox();
const transport = nodeTransport();
const number = e164(specialNumbers.contiguity.plain);

const contiguity = (account = "c") =>
  contiguityProvider({ ...sandbox.contiguity, account, transport });

const sinch = (account = "s") => sinchProvider({ ...sandbox.sinch, account, transport });

const client = (...accounts: readonly ProviderAccount[]) =>
  createLeaseClient({ accounts, ledger: memoryLedger(), timing: later });

/** What a caller in JavaScript may do: nothing checks its types. */
function create(options: unknown): () => unknown {
  return () => createLeaseClient(options as Parameters<typeof createLeaseClient>[0]);
}

describe("the options of a client", () => {
  const whole = { accounts: [], ledger: memoryLedger() };

  it.each<readonly [name: string, options: unknown, field: string]>([
    ["none", undefined, "options"],
    ["no ledger", { accounts: [] }, "ledger"],
    ["something that is no ledger", { accounts: [], ledger: {} }, "ledger"],
    ["no accounts", { ledger: memoryLedger() }, "accounts"],
    ["a misspelt cap", { ...whole, cap: [] }, "cap"],
    ["a cap that is a number", { ...whole, caps: [60] }, "caps"],
    ["a cap of another kind", { ...whole, caps: [{ kind: "yearly", limit: usd("60") }] }, "caps"],
    [
      "a cap below nothing",
      { ...whole, caps: [{ kind: "monthly", limit: { amount: "-1", currency: "USD" } }] },
      "caps",
    ],
    ["a clock that cannot sleep", { ...whole, clock: { monotonicMs: () => 0 } }, "clock"],
    ...(["onItsWayMs", "afterDeathMs", "looksAfterMs", "provingLooks"] as const).map(
      (name): readonly [string, unknown, string] => [
        `a timing without ${name}`,
        { ...whole, timing: { ...defaultTiming, [name]: undefined } },
        "timing",
      ],
    ),
    [
      "a timing with a misspelt name",
      { ...whole, timing: { ...defaultTiming, answersWithinMS: 1 } },
      "answersWithinMS",
    ],
    [
      "a cap that says more than is understood",
      { ...whole, caps: [{ kind: "monthly", limit: usd("60"), account: "c" }] },
      "account",
    ],
    [
      "a timing that is no time",
      { ...whole, timing: { ...defaultTiming, onItsWayMs: Number.NaN } },
      "timing",
    ],
  ])("are refused when they are %s", (_name, options, field) => {
    expect(thrownBy(create(options))).toMatchObject({ failure: { kind: "bad-input", field } });
  });

  it("are refused when one account has two names, and say under which it is connected", () => {
    expect(thrownBy(() => client(contiguity("work"), sinch(), contiguity("home")))).toMatchObject({
      failure: {
        kind: "bad-input",
        field: "accounts",
        reason: "The account “home” is already connected as “work”.",
      },
    });
  });

  it.each(["work \ud800", "work \0"])(
    "are refused where no ledger can keep the name %j",
    (name) => {
      expect(thrownBy(() => client(contiguity(name)))).toMatchObject({
        failure: { kind: "bad-input", field: "accounts" },
      });
    },
  );

  it("can be told apart before, so that one account too many does not cost the others", () => {
    const { accounts, refused } = distinctAccounts([
      contiguity("work"),
      sinch(),
      contiguity("home"),
    ]);
    expect(accounts.map(({ account }) => account)).toEqual(["work", "s"]);
    expect([...refused.keys()]).toEqual(["home"]);
  });

  it.each(["", " ", "k".repeat(201), "job \ud800", "job \0"])(
    "are refused where the key is %j",
    async (key) => {
      const standing = client(contiguity()).standing({ kind: "lease", account: "c", number, key });
      expect(await failureOf(standing)).toMatchObject({ kind: "bad-input", field: "key" });
    },
  );
});

it("describes its accounts, and hands none of them out", () => {
  const [account] = client(contiguity()).accounts;
  expect(Object.keys(account ?? {}).toSorted()).toEqual([
    "capabilities",
    "filters",
    "id",
    "identity",
    "name",
    "provider",
  ]);
  expect(account).toMatchObject({ id: "c", provider: "contiguity", name: "Contiguity" });
});

function usd(amount: string) {
  return toMoney(amount, "USD");
}
