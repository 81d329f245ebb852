import type { LeaseClient } from "@leaseline/core";
import { describe, expect, it } from "vitest";
import type { StoredAccount } from "../accounts/account.js";
import { createKnownCountries } from "./known-countries.js";
import { exampleAccount } from "../../test/support/examples.js";

const account = (id: string): StoredAccount => exampleAccount({ id, provider: "sinch", label: id });
const never = () => new Promise<never>(() => {});

/** @param tells - what each account says, by its id. */
const knownBy = (tells: Record<string, () => Promise<readonly string[] | null>>) =>
  createKnownCountries({
    client: async ({ id }) =>
      // Of a client, what is asked.
      ({ countries: tells[id] ?? never }) as unknown as LeaseClient,
  });

describe("the countries with numbers", () => {
  it("are told as accounts answer, though one never does and another cannot", async () => {
    const known = knownBy({
      a: async () => ["US", "SE"],
      b: async () => ["US"],
      failing: () => Promise.reject(new Error("no")),
      silent: never,
    });
    const stop = new AbortController();
    const accounts = ["silent", "a", "b", "failing"].map(account);
    let last: ReadonlyMap<string, string> = new Map();
    for await (const now of known.of(accounts, stop.signal)) {
      last = now;
      if (now.get("US") === "Sinch · a, Sinch · b") stop.abort();
    }
    expect([...last]).toEqual([
      ["US", "Sinch · a, Sinch · b"],
      ["SE", "Sinch · a"],
    ]);
  });

  it("are said without who has them where all of the accounts do", async () => {
    const known = knownBy({ a: async () => ["US"] });
    const seen = [];
    for await (const now of known.of([account("a")], new AbortController().signal)) seen.push(now);
    expect(seen.at(-1)).toEqual(new Map([["US", ""]]));
  });

  it("are there at once the next time, and asked for again", async () => {
    let asked = 0;
    const known = knownBy({
      a: async () => {
        asked += 1;
        return asked === 1 ? ["US"] : ["SE"];
      },
    });
    const { signal } = new AbortController();
    const told = async () => {
      const seen = [];
      for await (const now of known.of([account("a")], signal)) seen.push([...now.keys()]);
      return seen;
    };
    expect(await told()).toEqual([[], ["US"]]);
    expect(await told()).toEqual([["US"], ["SE"]]);
  });
});
