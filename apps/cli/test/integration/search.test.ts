import { specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it } from "vitest";
import { run } from "../support/run.js";
import { sandboxHome } from "../support/sandbox-home.js";

const at = await sandboxHome();
const { control } = at.sandbox;
const { plain } = specialNumbers.contiguity;
const atSinch = specialNumbers.sinch;

interface Listed {
  readonly number: string;
  readonly account: string;
  readonly features: readonly string[];
  readonly type: string | null;
}

describe("search", () => {
  it("finds offers of every account", async () => {
    const { exitCode, document } = await run(
      ["search", "--country", "US", "--json"],
      at.environment,
    );
    expect(exitCode).toBe(0);
    const offers = document()["offers"] as Listed[];
    expect(new Set(offers.map(({ account }) => account))).toEqual(new Set(["contiguity", "sinch"]));
  });

  it("finds as many in the accounts' own order as in another", async () => {
    const numbers = async (...flags: readonly string[]) => {
      const { document } = await run(
        ["search", "--country", "US", "--json", ...flags],
        at.environment,
      );
      return (document()["offers"] as Listed[]).map(({ number }) => number).toSorted();
    };
    expect(await numbers()).toEqual(await numbers("--sort", "price"));
  });

  it("keeps to one account, a type, features, digits and a limit", async () => {
    const words = "search --account sinch --country us --type local --feature sms,voice";
    const { document } = await run(
      [...words.split(" "), "--digits", "0134", "--position", "end", "--limit", "3", "--json"],
      at.environment,
    );
    const offers = document()["offers"] as Listed[];
    expect(offers).toHaveLength(3);
    expect(offers.every(({ number }) => number.endsWith("0134"))).toBe(true);
    expect(offers[0]).toMatchObject({ account: "sinch", type: "local" });
    expect(offers[0]?.features).toEqual(expect.arrayContaining(["sms", "voice"]));
  });

  it("shows a table with prices, without colours where there is no terminal", async () => {
    const { stdout, stderr } = await run(
      ["search", "--country", "US", "--account", "contiguity", "--limit", "1"],
      at.environment,
    );
    expect(stdout).toContain("NUMBER");
    expect(stdout).toContain(`${plain}  $2.99/mo + $1.99 once`);
    expect(stdout).not.toContain("\u001b");
    expect(stderr).toMatch(/^\d+ offers are left out by --limit\.\n$/);
  });

  it("limits all accounts together, after everything else, and says how many more there are", async () => {
    const all = await run(
      ["search", "--country", "US", "--sort", "number", "--json"],
      at.environment,
    );
    const some = await run(
      ["search", "--country", "US", "--sort", "number", "--limit", "3", "--json"],
      at.environment,
    );
    const numbers = ({ document }: typeof all) =>
      (document()["offers"] as Listed[]).map(({ number }) => number);
    expect(numbers(some)).toEqual(numbers(all).toSorted().slice(0, 3));
    expect(some.document()["leftOut"]).toEqual([
      expect.objectContaining({ account: null, reason: "limit", count: numbers(all).length - 3 }),
    ]);
  });

  it("finds the cheapest of all, and not of the first", async () => {
    const search = async (...flags: readonly string[]) => {
      const words = ["search", "--account", "sinch", "--country", "US", "--json", ...flags];
      return (await run(words, at.environment)).document()["offers"] as Listed[];
    };
    const all = await search("--sort", "price");
    expect(await search("--sort", "price", "--limit", "1")).toEqual(all.slice(0, 1));
    expect(await search("--limit", "1")).not.toEqual(all.slice(0, 1));
  });

  it("says of an account that it does not tell types apart, instead of nothing", async () => {
    const { exitCode, stdout, stderr } = await run(
      ["search", "--country", "US", "--account", "contiguity", "--type", "mobile"],
      at.environment,
    );
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: "Nothing found.\n" });
    expect(stderr).toMatch(
      /^contiguity does not distinguish types of numbers: \d+ offers are left out/,
    );
  });

  it("says of an account that it tells of no number that has a feature", async () => {
    const { document } = await run(
      ["search", "--country", "US", "--feature", "voice", "--json"],
      at.environment,
    );
    expect(document()["leftOut"]).toMatchObject([
      { account: "contiguity", reason: "features", count: null },
    ]);
  });

  it("says what it could read, and of which account it could not read all", async () => {
    control.fault("sinch.search", { html: true, times: "always" });
    const { exitCode, document } = await run(
      ["search", "--country", "US", "--json"],
      at.environment,
    );
    const { offers, errors } = document();
    expect((offers as Listed[]).every(({ account }) => account === "contiguity")).toBe(true);
    expect(errors).toEqual([
      { account: "sinch", kind: "no-answer", message: expect.any(String), spent: "nothing" },
    ]);
    expect(exitCode).toBe(1);
  });
});

describe("quote", () => {
  it("reads the price of a number at whichever account offers it", async () => {
    const { exitCode, document } = await run(["quote", plain, "--json"], at.environment);
    expect(exitCode).toBe(0);
    expect(document()).toMatchObject({
      offers: [
        {
          number: plain,
          account: "contiguity",
          price: {
            setup: { amount: "1.99", currency: "USD" },
            recurring: { amount: "2.99", currency: "USD" },
            intervalMonths: 1,
          },
        },
      ],
    });
  });

  it("shows the flags with which a script agrees to the price", async () => {
    const { stdout } = await run(["quote", atSinch.plain], at.environment);
    expect(stdout).toContain(
      `leaseline lease ${atSinch.plain} --account sinch --yes --expect-price "0.80 USD" --expect-setup "0.00 USD" --expect-months 1\n`,
    );
  });

  it("reads a number with spaces in it", async () => {
    const { document } = await run(["quote", "+1 305 555-0100", "--json"], at.environment);
    expect(document()).toMatchObject({ offers: [{ number: plain }] });
  });

  it("says that nobody offers a number", async () => {
    const { exitCode, document } = await run(["quote", "+13055559999", "--json"], at.environment);
    expect(exitCode).toBe(4);
    expect(document()).toMatchObject({ error: { kind: "number-taken", spent: "nothing" } });
  });

  it("says which documents are missing", async () => {
    const { exitCode, document } = await run(
      ["quote", atSinch.needsDocuments, "--json"],
      at.environment,
    );
    expect(exitCode).toBe(1);
    expect(document()).toMatchObject({ error: { kind: "requirements-missing" } });
  });
});
