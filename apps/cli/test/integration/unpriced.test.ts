import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it } from "vitest";
import { run } from "../support/run.js";
import { sandboxHome } from "../support/sandbox-home.js";

const at = await sandboxHome();
const { control } = at.sandbox;
const { plain } = specialNumbers.contiguity;
const atSinch = specialNumbers.sinch;
const cli = (...words: readonly string[]) => run([...words, "--json"], at.environment);
const lease = (number: string, ...flags: readonly string[]) =>
  cli("lease", number, "--account", number === plain ? "contiguity" : "sinch", "--yes", ...flags);
const agreed = ["--expect-price", "2.99 USD"];
const unknown = ["--expect-price", "unknown", "--expect-setup", "unknown"];
const cap = (monthly: string) =>
  writeFileSync(
    join(at.home, "config.json"),
    JSON.stringify({ caps: { monthly: { USD: monthly } } }),
  );
const sent = () => Object.values(control.writes()).reduce((sum, { received }) => sum + received, 0);
/** Numbers that are held from before, and whose price the provider has never said. */
const holdUnpriced = (count: number) => {
  control.fault("sinch.list", {
    change: [{ at: "/activeNumbers/*/money", to: null }],
    times: "always",
  });
  return control.leaseMany({ provider: "sinch", count });
};

describe("a limit, and prices that nobody has said", () => {
  it("leases nothing beside them in a new state folder, says how many there are, and takes a person's word", async () => {
    cap("20.00");
    const held = holdUnpriced(2);
    const refused = await lease(plain, ...agreed);
    expect(refused.exitCode).toBe(6);
    expect(refused.document()).toMatchObject({
      error: {
        kind: "unpriced",
        spent: "nothing",
        message: expect.stringMatching(/sinch \(2\).*leaseline price/),
      },
    });
    const rehearsed = await lease(plain, ...agreed, "--dry-run");
    expect(rehearsed.document()).toMatchObject({ error: { kind: "unpriced" } });
    const { unpriced } = (await cli("spend")).document();
    expect(unpriced).toEqual(held.toSorted().map((number) => ({ number, account: "sinch" })));

    for (const number of held)
      expect((await cli("price", number, "9.00 USD")).document()).toEqual({
        number,
        monthly: { amount: "9.00", currency: "USD" },
      });
    const over = await lease(plain, ...agreed);
    expect([over.exitCode, over.document()]).toMatchObject([6, { error: { kind: "over-cap" } }]);
    expect(sent()).toBe(0);
    cap("30.00");
    expect((await lease(plain, ...agreed)).exitCode).toBe(0);
  });

  it("asks the provider once more before it is refused", async () => {
    cap("20.00");
    holdUnpriced(1);
    await cli("spend");
    control.clearFaults();
    expect((await lease(plain, ...agreed)).exitCode).toBe(0);
  });

  it("leases nothing of an unknown price, or counts it as what a person says", async () => {
    cap("5.00");
    // Without anything about a price, here and in the answer.
    const silent = { body: { phoneNumber: atSinch.plain }, status: 200, times: "always" } as const;
    control.fault("sinch.check", silent);
    const refused = await lease(atSinch.plain, ...unknown);
    expect(refused.exitCode).toBe(6);
    expect(refused.document()).toMatchObject({
      error: { kind: "unpriced", message: expect.stringContaining("--count-as") },
    });
    const over = await lease(atSinch.plain, ...unknown, "--count-as", "2.60 USD");
    expect(over.document()).toMatchObject({ error: { kind: "over-cap" } });
    expect(sent()).toBe(0);
    expect((await lease(atSinch.plain, ...unknown, "--count-as", "2.50 USD")).exitCode).toBe(0);
    expect((await cli("spend")).document()).toMatchObject({
      unpriced: [],
    });
  });

  it("takes no word for what the provider says, for a number that is not held, or for no amount", async () => {
    const [held = ""] = control.leaseMany({ provider: "sinch", count: 1 });
    await cli("spend");
    for (const [number, money, kind] of [
      [held, "0.01 USD", "bad-input"],
      [plain, "0.01 USD", "bad-input"],
      [held, "cheap", "usage"],
    ] as const) {
      const { exitCode, document } = await cli("price", number, money);
      expect([exitCode, document()]).toMatchObject([2, { error: { kind } }]);
    }
  });
});
