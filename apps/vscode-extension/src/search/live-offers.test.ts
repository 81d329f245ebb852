import { LeaseError, type SearchQuery } from "@leaseline/core";
import { describe, expect, it } from "vitest";
import { e164, exampleOffer, exampleAccount } from "../../test/support/examples.js";
import { turns } from "../../test/support/turns.js";
import type { StoredAccount } from "../accounts/account.js";
import type { FoundChoices } from "../prompts/prompts.js";
import type { SearchEvent } from "./account-searches.js";
import type { ResultChoice } from "./beside-offers.js";
import { liveOffers } from "./live-offers.js";
import { type ResultView, wholeView } from "./result-view.js";

const account = (id: string, provider: string): StoredAccount =>
  exampleAccount({ id, provider, label: id });
/** It looks for digits itself. */
const sinch = account("sinch", "sinch");
/** It tells all that it has at once, and no types. */
const contiguity = account("contiguity", "contiguity");

const miami = exampleOffer({ account: sinch.id });
const washington = exampleOffer({
  account: sinch.id,
  number: e164("+12025550134"),
  place: "Washington",
});
const elsewhere = exampleOffer({ account: contiguity.id, number: e164("+13055550777") });

const shown = ({ choices }: FoundChoices<ResultChoice>) =>
  choices.map(({ value }) =>
    value.kind === "offer" ? value.offer.number : value.kind === "change" ? value.what : value.kind,
  );
const offers = (...found: readonly (typeof miami)[]): SearchEvent => ({
  kind: "offers",
  offers: found,
});
const failed: SearchEvent = {
  kind: "failed",
  account: sinch.id,
  trouble: { kind: "unauthorized" },
};

type Answers = (query: SearchQuery, nth: number) => AsyncIterable<SearchEvent>;

interface Setting {
  readonly view?: () => ResultView;
  readonly type?: "mobile";
  readonly accounts?: readonly StoredAccount[];
  readonly found?: () => void;
}

/** @param answers - what an account says to what it is asked, by its id. */
function searching(answers: Readonly<Record<string, Answers>>, setting: Setting = {}) {
  const { accounts = [sinch], view, type, found = () => {} } = setting;
  const asked: string[] = [];
  const stopped: string[] = [];
  const look = liveOffers({
    search: (query, [one], signal) => {
      const name = [one?.id, query.digits, ...(query.features ?? [])].filter(Boolean).join(" ");
      asked.push(name);
      signal.addEventListener("abort", () => stopped.push(name));
      const nth = asked.filter((before) => before.split(" ")[0] === one?.id).length;
      return answers[one?.id ?? ""]?.(query, nth) ?? says()(query, nth);
    },
    accounts,
    query: { country: "US", type },
    account: () => null,
    ...(view && { view }),
    found,
    locale: "en",
  });
  /** All that is shown for what is typed, as one rests on it until nothing more comes. */
  const all = async (typed: string) => {
    const seen: FoundChoices<ResultChoice>[] = [];
    for await (const now of look(typed, new AbortController().signal)) seen.push(now);
    return seen;
  };
  const last = async (typed: string) => {
    const end = (await all(typed)).at(-1);
    if (!end) throw new Error("Nothing was shown");
    return end;
  };
  return { asked, stopped, look, all, last };
}

/** Says each once, in turn. */
function says(...events: readonly SearchEvent[]): Answers {
  return async function* () {
    yield* events;
  };
}
function saysInTurn(...turns: readonly (readonly SearchEvent[])[]): Answers {
  return async function* (_query, nth) {
    yield* turns[nth - 1] ?? [];
  };
}
const never: Answers = () => ({
  [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => {}) }),
});

/** Types one text after the other, without waiting for what comes of it. */
function typing(look: ReturnType<typeof searching>["look"]) {
  let stop = new AbortController();
  return {
    type: (typed: string) => {
      stop.abort();
      stop = new AbortController();
      const results = look(typed, stop.signal)[Symbol.asyncIterator]();
      return { first: results.next(), next: () => results.next() };
    },
    close: () => stop.abort(),
  };
}

describe("offers while one types", () => {
  it("are narrowed at once among those that were found, and then asked for by their digits", async () => {
    const { all, asked } = searching({ sinch: saysInTurn([offers(miami, washington)], []) });
    await all("");
    const seen = await all("202");
    expect(seen.map(shown)[0]).toEqual([washington.number]);
    expect(asked).toEqual(["sinch", "sinch 202"]);
  });

  it("are put into words once, however often they are shown", async () => {
    const { all } = searching({ sinch: says(offers(miami), offers(washington)) });
    const [first, ...later] = [...(await all("")), ...(await all("Miami"))];
    expect(later.length).toBeGreaterThan(1);
    for (const { choices } of later) expect(choices[0]).toBe(first?.choices[0]);
  });

  it("are shown in another turn of the event loop than they are taken up in: to sort them takes as long", async () => {
    const turn = turns();
    const found: number[] = [];
    const { look } = searching(
      { sinch: says(offers(miami)), contiguity: says(offers(elsewhere)) },
      { accounts: [sinch, contiguity], found: () => found.push(turn()) },
    );
    const together: number[] = [];
    // Of what was taken up before: the next may be, once this is shown.
    for await (const _ of look("", new AbortController().signal))
      together.push(...found.filter((one) => one === turn()));
    expect(found).toHaveLength(2);
    expect(together).toEqual([]);
  });

  it("are not asked for twice by the same digits", async () => {
    const { last, asked } = searching({ sinch: says(offers(miami)) });
    await last("");
    await last("305");
    expect(shown(await last(""))).toEqual([miami.number]);
    await last("305 miami");
    expect(asked).toEqual(["sinch", "sinch 305"]);
  });

  it("are looked for here where the account has told all that it has", async () => {
    const { last, asked } = searching(
      { contiguity: says(offers(elsewhere)) },
      { accounts: [contiguity] },
    );
    await last("");
    expect(shown(await last("0777"))).toEqual([elsewhere.number]);
    expect(shown(await last("0778"))).toContain("typed");
    expect(asked).toEqual(["contiguity"]);
  });

  it("of a pattern that is not typed any more are never shown, and not waited for", async () => {
    let answer = (_event: SearchEvent) => {};
    const late = new Promise<SearchEvent>((resolve) => (answer = resolve));
    const { look, asked, stopped, last } = searching({
      sinch: async function* ({ digits }) {
        if (digits === "20") yield await late;
        if (digits === "305") yield offers(miami);
      },
    });
    const person = typing(look);
    person.type("20");
    await expect.poll(() => asked).toEqual(["sinch 20"]);
    person.type("305");
    expect(stopped).toEqual(["sinch 20"]);
    answer(offers(exampleOffer({ account: sinch.id, number: e164("+13052000100") })));
    expect(shown(await last("305"))).toEqual([miami.number]);
    person.close();
  });

  it("are gone on with while what is typed asks for no others", async () => {
    let answer = (_event: SearchEvent) => {};
    const late = new Promise<SearchEvent>((resolve) => (answer = resolve));
    const { look, asked, stopped } = searching({
      sinch: async function* () {
        yield await late;
      },
    });
    const person = typing(look);
    person.type("");
    person.type("m");
    const { first } = person.type("mi");
    answer(offers(miami, washington));
    expect(shown((await first).value)).toEqual([miami.number]);
    expect([asked, stopped]).toEqual([["sinch"], []]);
    person.close();
  });

  it("are asked for by nobody any more when the box is closed", async () => {
    const { look, stopped } = searching({ sinch: never });
    const person = typing(look);
    person.type("");
    person.close();
    await expect.poll(() => stopped).toEqual(["sinch"]);
  });
});

describe("offers of several accounts", () => {
  const both = { accounts: [contiguity, sinch] };

  it("are shown as they come, though one account never answers, and then that is said", async () => {
    const { look } = searching({ contiguity: never, sinch: says(offers(miami)) }, both);
    const stop = new AbortController();
    const seen: FoundChoices<ResultChoice>[] = [];
    for await (const now of look("", stop.signal)) {
      seen.push(now);
      if (now.note !== "") stop.abort();
    }
    expect(seen.map(shown)[0]).toEqual([miami.number]);
    expect(seen.at(-1)?.note).toBe("Contiguity · contiguity has not answered yet.");
  });

  it("can be narrowed and asked for by digits while one account never answers", async () => {
    const { look, asked, stopped } = searching(
      { contiguity: never, sinch: saysInTurn([offers(miami)], [offers(washington)]) },
      both,
    );
    const person = typing(look);
    await person.type("").first;
    const typed = person.type("202");
    expect(shown((await typed.first).value)).toEqual([]);
    let now = await typed.next();
    while (shown(now.value).length === 0) now = await typed.next();
    expect(shown(now.value)).toEqual([washington.number]);
    expect(asked).toEqual(["contiguity", "sinch", "sinch 202"]);
    expect(stopped).toEqual([]);
    person.close();
  });

  it("stand beside an account that could not be asked", async () => {
    const { last } = searching({ contiguity: says(offers(elsewhere)), sinch: says(failed) }, both);
    const { choices } = await last("");
    expect(shown({ choices, note: "" })).toEqual(["retry", elsewhere.number]);
    // Nobody stands on it at first.
    expect(choices.map(({ aside }) => aside)).toEqual([true, undefined]);
  });

  it("stand beside an account that could not be connected, and hide no defect of ours", async () => {
    const throwing = (error: Error): Answers =>
      // eslint-disable-next-line require-yield -- it throws
      async function* () {
        throw error;
      };
    const locked = throwing(new LeaseError({ kind: "unauthorized" }));
    const broken = throwing(new TypeError("broken"));
    const beside = { sinch: says(offers(miami)) };
    const { last } = searching({ ...beside, contiguity: locked }, both);
    expect(shown(await last(""))).toEqual(["retry", miami.number]);
    const other = searching({ ...beside, contiguity: broken }, both);
    await expect(other.last("")).rejects.toThrow("broken");
  });

  it("come with a line that says which account does not tell what was asked for", async () => {
    const unfiltered = { kind: "unfiltered", account: contiguity.id, by: ["type"] } as const;
    const { last } = searching(
      { contiguity: says(unfiltered, offers(elsewhere)), sinch: says(offers(miami)) },
      { ...both, type: "mobile" },
    );
    const { note, choices } = await last("");
    expect(note).toBe(
      "Contiguity · contiguity does not distinguish types of numbers: all of its numbers are shown.",
    );
    expect(choices).toHaveLength(2);
  });
});

describe("what is shown of the offers", () => {
  const voice = exampleOffer({
    account: sinch.id,
    number: e164("+13055550103"),
    features: ["voice"],
  });
  const papers = exampleOffer({
    account: sinch.id,
    number: e164("+13055550104"),
    requirements: [{ kind: "documents", description: "A passport." }],
  });

  it("is what is chosen, at once, and is asked for where the provider can", async () => {
    let view: ResultView = wholeView;
    const { last, all, asked } = searching(
      { sinch: saysInTurn([offers(miami, voice, papers)], []) },
      { view: () => view },
    );
    await last("");
    view = { ...wholeView, features: ["sms"], readyOnly: true };
    const [first] = await all("");
    expect(first && shown(first)).toEqual([miami.number]);
    expect(first?.note).toBe(
      "Only numbers with SMS. Without those that need documents or an entitlement.",
    );
    expect(asked).toEqual(["sinch", "sinch sms"]);
  });

  it("is said to be sorted where something is", async () => {
    const view = () => ({ ...wholeView, order: "price" }) as const;
    const { last } = searching({ sinch: says(offers(miami)) }, { view });
    expect((await last("")).note).toBe("Sorted by price.");
    expect((await searching({}, { view }).last("")).note).toBe("No number was found.");
  });

  it("leads elsewhere where there is nothing, and only where that helps", async () => {
    expect(shown(await searching({}).last(""))).toEqual(["country"]);
    const narrow = { ...wholeView, readyOnly: true };
    const { last } = searching({}, { view: () => narrow, type: "mobile" });
    expect(shown(await last("305"))).toEqual(["typed", "view", "type", "country"]);
  });
});
