import { describe, expect, it } from "vitest";
import { exampleOffer } from "../../test/support/examples.js";
import {
  pick,
  pickNumber,
  scriptedPrompts,
} from "../../test/support/integration/scripted-prompts.js";
import { searchNumbers } from "./search-numbers.js";

describe("a search", () => {
  it("shows its results again when the person comes back from what they had chosen", async () => {
    const offer = exampleOffer();
    const prompts = scriptedPrompts(
      pick("United States"),
      pickNumber(offer.number),
      pickNumber(offer.number),
    );
    const chosen: string[] = [];
    await searchNumbers({
      prompts,
      search: async function* () {
        yield { kind: "offers", offers: [offer] };
      },
      connected: [],
      accounts: [
        {
          id: "first",
          provider: "contiguity",
          label: "acme",
          sandbox: false,
          production: false,
          revision: "",
        },
      ],
      recentCountries: [],
      found: () => {},
      chosenCountry: () => {},
      chosen: async ({ number }) => {
        chosen.push(number);
        return chosen.length === 1 ? "back" : "done";
      },
      locale: "en",
    });
    expect(chosen).toEqual([offer.number, offer.number]);
    prompts.check();
  });
});
