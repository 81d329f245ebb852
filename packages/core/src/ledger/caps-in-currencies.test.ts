import { describe, expect, it } from "vitest";
import { ledgerKinds } from "../../test/support/ledger-harness.js";
import type { AccountIdentity } from "../domain/account.js";
import { toMoney } from "../domain/money.js";
import { toE164 } from "../domain/phone-number.js";
import { toPrice } from "../domain/price.js";
import type { SpendCap } from "../domain/spending.js";
import type { Ledger } from "./ledger.js";

const a = { identity: "example||a" as AccountIdentity, account: "a" };

const cap = (amount: string, currency: string): SpendCap => {
  const limit = toMoney(amount, currency);
  if (!limit) throw new Error("it is no money");
  return { kind: "monthly", limit };
};
const caps = [cap("5.00", "USD"), cap("300", "JPY"), cap("1", "KWD")];

let count = 0;
async function claim(ledger: Ledger, recurring: string, currency: string) {
  count += 1;
  const number = toE164(`+1305555${1000 + count}`);
  if (!number) throw new Error("it is no number");
  const price = toPrice({ currency, setup: "0", recurring, intervalMonths: 1 });
  return ledger.claim({ ...a, kind: "lease", number, price, lease: null, key: null }, caps);
}

describe.each(ledgerKinds)("caps in several currencies, with a ledger $name", ({ start }) => {
  it("are each held to its own units, of which there may be none or a thousand, and nothing is converted", async () => {
    const ledger = start()();
    await ledger.keepList(a, [], await ledger.position());
    expect((await claim(ledger, "200", "JPY")).kind).toBe("claimed");
    expect((await claim(ledger, "0.999", "KWD")).kind).toBe("claimed");
    expect((await claim(ledger, "4.99", "USD")).kind).toBe("claimed");
    expect(await claim(ledger, "100.000000001", "JPY")).toMatchObject({
      kind: "over-cap",
      refusal: { limit: { amount: "300", currency: "JPY" } },
    });
    expect((await claim(ledger, "100", "JPY")).kind).toBe("claimed");
    expect((await claim(ledger, "0.0011", "KWD")).kind).toBe("over-cap");
    expect((await claim(ledger, "0.001", "KWD")).kind).toBe("claimed");
    expect((await claim(ledger, "0.01", "EUR")).kind).toBe("over-cap");
    const { running } = await ledger.spending();
    expect(running.map(({ amount, currency }) => `${amount} ${currency}`).toSorted()).toEqual([
      "1.000 KWD",
      "300 JPY",
      "4.99 USD",
    ]);
  });
});
