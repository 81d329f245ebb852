import { expect, it } from "vitest";
import { exampleQuote } from "../../test/support/examples.js";
import { keptQuotes } from "./kept-quotes.js";

function kept() {
  let now = 0;
  let ids = 0;
  const quotes = keptQuotes(
    () => now,
    () => `q${(ids += 1)}`,
  );
  return { quotes, later: (ms: number) => (now += ms) };
}

it("a quote can be looked at often, and taken once", () => {
  const { quotes } = kept();
  const id = quotes.keep(exampleQuote());
  expect(quotes.find(id)).toEqual(exampleQuote());
  expect(quotes.take(id)).toEqual(exampleQuote());
  expect(quotes.take(id)).toBeNull();
  expect(quotes.find(id)).toBeNull();
});

it("is gone after ten minutes", () => {
  const { quotes, later } = kept();
  const id = quotes.keep(exampleQuote());
  later(10 * 60_000);
  expect(quotes.find(id)).not.toBeNull();
  later(1);
  expect(quotes.take(id)).toBeNull();
});

it("makes room for others: a model that asks for thousands fills no memory", () => {
  const { quotes } = kept();
  const ids = Array.from({ length: 1000 }, () => quotes.keep(exampleQuote()));
  expect(ids.filter((id) => quotes.find(id)).length).toBe(200);
});
