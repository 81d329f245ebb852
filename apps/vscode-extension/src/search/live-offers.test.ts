import { describe, expect, it } from "vitest";
import { e164, exampleOffer } from "../../test/support/examples.js";
import type { Choice } from "../prompts/prompts.js";
import { type ResultChoice, type SearchEvent, liveOffers } from "./live-offers.js";

const miami = exampleOffer();
const other = exampleOffer({ number: e164("+12025550134"), place: "Washington" });
const shown = (rows: readonly Choice<ResultChoice>[]) =>
  rows.map(({ value }) => (value.kind === "offer" ? value.offer.number : value.kind));

/** @param answers - what each search in turn comes to. */
function searching(...answers: readonly (readonly SearchEvent[])[]) {
  const asked: unknown[] = [];
  const look = liveOffers({
    search: async function* (query) {
      const events = answers[asked.length] ?? [];
      asked.push(query.digits ?? "");
      yield* events;
    },
    accounts: [],
    query: { country: "US" },
    account: () => null,
    found: () => {},
    locale: "en",
  });
  const last = async (typed: string) => {
    let rows: readonly Choice<ResultChoice>[] = [];
    for await (const now of look(typed, new AbortController().signal)) rows = now;
    return shown(rows);
  };
  return { asked, look, last };
}

const offers = (...found: readonly (typeof miami)[]): SearchEvent => ({
  kind: "offers",
  offers: found,
});
const failed: SearchEvent = {
  kind: "failed",
  account: "first",
  trouble: { kind: "unauthorized" },
};

describe("offers while one types", () => {
  it("are shown as they come", async () => {
    const { look } = searching([offers(miami), offers(other)]);
    const seen: string[][] = [];
    for await (const rows of look("", new AbortController().signal)) seen.push(shown(rows));
    expect(seen).toEqual([
      [miami.number],
      [miami.number, other.number],
      [miami.number, other.number],
    ]);
  });

  it("are narrowed at once among those that were found, and then asked for by their digits", async () => {
    const { look, last, asked } = searching([offers(miami, other)], [offers(other)]);
    await last("");
    const seen: string[][] = [];
    for await (const rows of look("202", new AbortController().signal)) seen.push(shown(rows));
    expect(seen[0]).toEqual([other.number]);
    expect(asked).toEqual(["", "202"]);
  });

  it("are not asked for twice by the same digits", async () => {
    const { last, asked } = searching([offers(miami)]);
    await last("");
    expect(await last("")).toEqual([miami.number]);
    expect(asked).toEqual([""]);
  });

  it("lead elsewhere where there are none", async () => {
    expect(await searching([]).last("")).toEqual(["change"]);
  });

  it("stop when they are no longer wanted", async () => {
    const { look } = searching([offers(miami), offers(other)]);
    const stop = new AbortController();
    const seen: string[][] = [];
    for await (const rows of look("", stop.signal)) {
      seen.push(shown(rows));
      stop.abort();
    }
    expect(seen).toEqual([[miami.number]]);
  });

  it("stand beside an account that could not be asked, which is asked again the next time", async () => {
    const { last, asked } = searching([offers(miami), failed], [offers(miami)]);
    expect(await last("")).toEqual(["retry", miami.number]);
    expect(await last("")).toEqual([miami.number]);
    expect(asked).toHaveLength(2);
  });
});
