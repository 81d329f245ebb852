import { describe, expect, it } from "vitest";
import { toMoney } from "../domain/money.js";
import { memoryLedger } from "../ledger/memory-ledger.js";
import { defaultTiming } from "../operations/timing.js";
import type { ProviderAccount } from "../providers/provider-account.js";
import { clientStage, providers } from "../../test/support/client-stage.js";
import { failureOf, thrownBy } from "../../test/support/failure.js";
import { sharedSandbox } from "../../test/support/shared-sandbox.js";
import { createLeaseClient } from "./create-lease-client.js";
import { distinctAccounts } from "./distinct-accounts.js";

const { client: clientOf, contiguity, sinch } = clientStage(await sharedSandbox());
const [{ numbers }] = providers;
const number = numbers.plain;
const client = (...accounts: readonly ProviderAccount[]) => clientOf({ accounts });

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
      { ...whole, caps: [{ kind: "monthly", limit: usd("60"), account: "contiguity" }] },
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
    expect(
      thrownBy(() =>
        client(contiguity({ account: "work" }), sinch(), contiguity({ account: "home" })),
      ),
    ).toMatchObject({
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
      expect(thrownBy(() => client(contiguity({ account: name })))).toMatchObject({
        failure: { kind: "bad-input", field: "accounts" },
      });
    },
  );

  it("can be told apart before, so that one account too many does not cost the others", () => {
    const { accounts, refused } = distinctAccounts([
      contiguity({ account: "work" }),
      sinch(),
      contiguity({ account: "home" }),
    ]);
    expect(accounts.map(({ account }) => account)).toEqual(["work", "sinch"]);
    expect([...refused.keys()]).toEqual(["home"]);
  });

  it.each(["", " ", "k".repeat(201), "job \ud800", "job \0"])(
    "are refused where the key is %j",
    async (key) => {
      const standing = client(contiguity()).standing({
        kind: "lease",
        account: "contiguity",
        number,
        key,
      });
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
  expect(account).toMatchObject({ id: "contiguity", provider: "contiguity", name: "Contiguity" });
});

function usd(amount: string) {
  return toMoney(amount, "USD");
}
