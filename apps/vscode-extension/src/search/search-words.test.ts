import { expect, it } from "vitest";
import { exampleAccount } from "../../test/support/examples.js";
import { searchWords } from "./search-words.js";

const accounts = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    exampleAccount({ id: `${index}`, provider: "contiguity", label: `team ${index}` }),
  );
const slow = { of: () => ({ late: true, unfiltered: [] }) };

it("names each of a few accounts that have something to be known of", () => {
  expect(searchWords(slow, accounts(2))).toEqual([
    "Contiguity · team 0 has not answered yet.",
    "Contiguity · team 1 has not answered yet.",
  ]);
});

it("counts many: as many names would stand where the rows do", () => {
  expect(searchWords(slow, accounts(40))).toEqual(["40 accounts have not answered yet."]);
  const telling = { of: () => ({ late: false, unfiltered: ["type", "features"] as const }) };
  expect(searchWords(telling, accounts(40))).toEqual([
    "40 accounts do not distinguish types of numbers: all of their numbers are shown.",
    "40 accounts do not say what their numbers can do: all of them are shown.",
  ]);
});
