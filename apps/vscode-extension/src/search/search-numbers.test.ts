import { describe, expect, it } from "vitest";
import { e164, exampleOffer, exampleAccount } from "../../test/support/examples.js";
import {
  type Act,
  back,
  escape,
  pick,
  pickNumber,
  press,
  scriptedPrompts,
} from "../../test/support/integration/scripted-prompts.js";
import type { StoredAccount } from "../accounts/account.js";
import { type SearchTools, searchNumbers } from "./search-numbers.js";

const account = (id: string, provider: string): StoredAccount => exampleAccount({ id, provider });
const contiguity = account("first", "contiguity");
const sinch = account("second", "sinch");
const offer = exampleOffer();
const swedish = exampleOffer({
  number: e164("+46113232516"),
  account: "second",
  provider: "sinch",
  country: "SE",
  features: ["sms"],
});

async function searching(changes: Partial<SearchTools>, ...script: readonly Act[]) {
  const prompts = scriptedPrompts(...script);
  const searched: Parameters<SearchTools["searched"]>[0][] = [];
  const asked: string[] = [];
  const chosen: string[] = [];
  await searchNumbers({
    prompts,
    search: async function* (query, accounts) {
      asked.push(`${accounts[0]?.id} ${query.country} ${query.digits ?? ""}`.trim());
      yield { kind: "offers", offers: query.country === "SE" ? [swedish] : [offer] };
    },
    accounts: [contiguity],
    countries: {
      async *of() {
        yield new Map();
      },
    },
    recentCountries: [],
    begun: () => {},
    found: () => {},
    searched: (search) => searched.push(search),
    chosen: async ({ number }) => {
      chosen.push(number);
      return "done";
    },
    locale: "en",
    ...changes,
  });
  prompts.check();
  return { prompts, asked, chosen, searched };
}

describe("a search", () => {
  it("shows its results again when the person comes back from what they had chosen, as they were", async () => {
    const chosen: string[] = [];
    const script = [pick("United States"), pickNumber(offer.number, "305"), escape];
    const { prompts, asked } = await searching(
      {
        chosen: async ({ number }) => {
          chosen.push(number);
          return "back";
        },
      },
      ...script,
    );
    expect(chosen).toEqual([offer.number]);
    expect(prompts.picks.at(-1)?.typed).toBe("305");
    // What has been found is not asked for once more.
    expect(asked).toEqual(["first US"]);
  });

  it("goes back one question at a time, and asks nobody for it", async () => {
    const { asked, prompts } = await searching(
      { accounts: [contiguity, sinch] },
      pick("All accounts"),
      back,
      pick("Sinch"),
      pick("Sweden"),
      back,
      pick("Sweden"),
      pick("All types"),
      back,
      back,
      back,
      escape,
    );
    const questions = prompts.picks.map(({ placeholder }) => placeholder.split(" ")[2]);
    expect(questions.join(" ")).toBe(
      "account? country? account? country? of country? of or of country? account?",
    );
    // Nobody waited for results.
    expect(asked).toEqual([]);
  });

  it("is repeated as it was left: without a question, with what was typed and chosen", async () => {
    const first = await searching(
      { accounts: [contiguity, sinch] },
      pick("Sinch"),
      pick("Sweden"),
      pick("Mobile"),
      press("SMS"),
      press("Sort by Price"),
      pickNumber(swedish.number, "46"),
    );
    const start = first.searched.at(-1);
    expect(start).toEqual({
      accounts: ["second"],
      country: "SE",
      type: "mobile",
      view: { features: ["sms"], readyOnly: false, order: "price" },
      typed: "46",
    });
    const again = await searching(
      { accounts: [contiguity, sinch], start },
      pickNumber(swedish.number),
    );
    expect(again.chosen).toEqual([swedish.number]);
    expect(again.prompts.picks[0]).toMatchObject({
      title: "Search Numbers: SE · mobile",
      typed: "46",
    });
    expect(again.prompts.notes).toContain("Only numbers with SMS. Sorted by price.");
  });

  it("forgets the digits that were typed where it goes on in another country", async () => {
    const { prompts } = await searching(
      {
        chosen: async ({ country }) => (country === "US" ? "back" : "done"),
      },
      pick("United States"),
      pickNumber(offer.number, "305"),
      back,
      pick("Sweden"),
      pickNumber(swedish.number),
    );
    expect(prompts.picks.map(({ typed }) => typed)).toEqual([undefined, "", "305", undefined, ""]);
  });

  it("is repeated in all accounts where those that it was in are gone", async () => {
    const start = {
      accounts: ["gone"],
      country: "US",
      type: undefined,
      view: { features: [], readyOnly: false, order: "found" },
      typed: "",
    } as const;
    const { prompts } = await searching({ start }, pickNumber(offer.number));
    expect(prompts.picks).toHaveLength(1);
  });

  it("drops what was typed, or another kind, where nothing is found, and keeps the rest", async () => {
    const search: SearchTools["search"] = async function* () {};
    const { prompts, searched } = await searching(
      { accounts: [sinch], search },
      pick("Sweden"),
      pick("Mobile"),
      press("SMS"),
      { kind: "pick", fits: ({ label }) => label.startsWith("Drop"), typed: "46" },
      pick("every kind"),
      pick("Search all types"),
      pick("another country"),
      escape,
    );
    expect(prompts.picks.slice(-5).map(({ typed, title }) => [title, typed])).toEqual([
      ["Search Numbers: SE · mobile", ""],
      ["Search Numbers: SE · mobile", ""],
      ["Search Numbers: SE · mobile", ""],
      ["Search Numbers: SE", ""],
      ["Search Numbers", undefined],
    ]);
    expect(searched.at(-1)?.view.features).toEqual([]);
  });

  it("begins with what a link says, and asks for what it does not", async () => {
    const view = { features: ["voice"], readyOnly: false, order: "found" } as const;
    const start = { accounts: null, country: null, type: "mobile", view, typed: "305" } as const;
    const { prompts } = await searching(
      { accounts: [sinch], start },
      pick("United States"),
      pickNumber(offer.number),
    );
    expect(prompts.picks.at(-1)).toMatchObject({
      title: "Search Numbers: US · mobile",
      typed: "305",
    });
    const on = prompts.picks
      .at(-1)
      ?.buttons?.()
      .filter((button) => button.on);
    expect(on?.map(({ label }) => label)).toEqual(["Only Numbers with Voice"]);
  });
});
