import { describe, expect, it } from "vitest";
import { e164, exampleOffer } from "../../test/support/examples.js";
import { turns } from "../../test/support/turns.js";
import type { StoredAccount } from "../accounts/account.js";
import { accountSearches } from "./account-searches.js";

const accounts = Array.from({ length: 5 }, (_, index): StoredAccount => ({
  id: `account-${index}`,
  provider: "contiguity",
  label: "",
  sandbox: false,
  production: false,
  revision: "",
}));
const asked = accounts.map((account) => ({ account, query: { country: "US" } }));
const offered = 5000;

/** Every account gives all that it has at once. */
function searching() {
  const turn = turns();
  const found: { readonly turn: number; readonly numbers: readonly string[] }[] = [];
  const searches = accountSearches(
    async function* (_query, [account]) {
      const offers = Array.from({ length: offered }, (_, index) =>
        exampleOffer({ account: account?.id ?? "", number: e164(`+1305${5_550_000 + index}`) }),
      );
      yield { kind: "offers", offers };
    },
    (offers) => {
      const numbers = offers.map(({ account, number }) => `${account} ${number}`);
      found.push({ turn: turn(), numbers });
    },
  );
  for (const one of asked) searches.ask(one);
  return { searches, found };
}

describe("thousands of offers that many accounts give at once", () => {
  it("are all taken up, a few of one account in a turn of the event loop", async () => {
    const { searches, found } = searching();
    await expect.poll(() => searches.areDone).toBe(true);
    expect(new Set(found.map(({ turn }) => turn)).size).toBe(found.length);
    expect(Math.max(...found.map(({ numbers }) => numbers.length))).toBeLessThanOrEqual(1000);
    expect(new Set(found.flatMap(({ numbers }) => numbers)).size).toBe(accounts.length * offered);
  });

  it("are left alone once nobody wants them any more", async () => {
    const { searches, found } = searching();
    await expect.poll(() => found.length).toBeGreaterThan(0);
    searches.stop();
    const before = found.length;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(found).toHaveLength(before);
  });
});
