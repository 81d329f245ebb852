import type { Offer } from "@leaseline/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exampleOffer } from "../../test/support/examples.js";
import { offerChoice, offerTexts } from "./offer-choice.js";
import { createOfferIndex } from "./offer-index.js";

const indexOf = (offers: readonly Offer[]) => {
  const index = createOfferIndex(offerTexts(() => null, "en"));
  for (const offer of offers) index.add(offer);
  return index;
};
const numbered = (digits: string, more: Partial<Offer> = {}) =>
  exampleOffer({ number: `+${digits}` as Offer["number"], ...more });

describe("an offer", () => {
  const index = indexOf([exampleOffer({ carrier: "Acme Mobile" })]);

  it.each(["305", "555 0100", "+1305", "(305) 555-0100", "sms", "MIAMI", "305 voice", "acme", ""])(
    "is found by “%s”",
    (typed) => {
      expect(index.fitting(typed, 5)).toHaveLength(1);
    },
  );

  it.each(["306", "mms", "305 mms"])("is not found by “%s”", (typed) => {
    expect(index.fitting(typed, 5)).toEqual([]);
  });
});

it("is found by every word of its row, whatever it has", () => {
  const owner = { id: "first", provider: "sinch", label: "Acme", sandbox: false, production: true };
  const account = () => ({ ...owner, revision: "" });
  const index = createOfferIndex(offerTexts(account, "en"));
  const offers = [
    numbered("13055550101", { carrier: "T-Mobile", reputation: 0.9 }),
    numbered("13055550102", { price: null, leasable: false, place: null }),
    numbered("13055550103", { requirements: [{ kind: "documents", description: "A passport." }] }),
  ];
  for (const offer of offers) index.add(offer);
  for (const offer of offers) {
    const { description = "", detail = "" } = offerChoice(offer, account(), "en");
    const words = `${description} ${detail}`.split(/[ ·]+/).filter((word) => /[a-z]/i.test(word));
    const found = index.fitting(`${offer.number} ${words.join(" ")}`, 5);
    expect(found).toEqual([offer]);
  }
});

it("says a reputation as the editor's language writes it", () => {
  const offer = numbered("13055550101", { reputation: 0.9 });
  const details = ["en", "de"].map((locale) => offerChoice(offer, null, locale).detail);
  expect(details).toEqual([expect.stringContaining("0.90"), expect.stringContaining("0,90")]);
});

describe("the offers that fit", () => {
  it("are those whose own number has the digits, whatever stands beside it", () => {
    const number = fc.stringMatching(/^[1-9][12]{1,14}$/);
    const given = fc.uniqueArray(number, { maxLength: 20 });
    fc.assert(
      fc.property(given, fc.stringMatching(/^[12]{1,4}$/), (numbers, digits) => {
        const found = indexOf(numbers.map((one) => numbered(one))).fitting(digits, 100);
        const wanted = numbers.filter((one) => one.includes(digits));
        expect(found.map((offer) => offer.number)).toEqual(wanted.map((one) => `+${one}`));
      }),
    );
  });

  it("are as many as are wanted, those that can be leased now first", () => {
    const later = ["13055550101", "13055550102"].map((one) => numbered(one, { leasable: false }));
    const now = ["13055550103", "13055550104"].map((one) => numbered(one));
    const index = indexOf([...later, ...now]);
    expect(index.fitting("305", 3)).toEqual([...now, later[0]]);
    expect(index.fitting("", 1)).toEqual([now[0]]);
  });

  it("have each number of an account once, as it came last", () => {
    const index = indexOf([
      numbered("13055550101", { place: "Miami, FL" }),
      numbered("13055550101", { place: "Tampa, FL" }),
      numbered("13055550101", { account: "other" }),
    ]);
    expect(index.size).toBe(2);
    expect(index.fitting("miami", 5).map(({ account }) => account)).toEqual(["other"]);
    expect(index.fitting("tampa 0101", 5)).toHaveLength(1);
  });

  it("stand in the order that is wanted, whatever is typed and however they came", () => {
    const index = indexOf(["13055550103", "13055550101"].map((one) => numbered(one)));
    const byNumber = { order: "number" } as const;
    expect(index.fitting("", 5, byNumber).map(({ number }) => number.slice(-1))).toEqual([
      "1",
      "3",
    ]);
    index.add(numbered("13055550102"));
    index.add(numbered("13055550100", { leasable: false }));
    const found = index.fitting("305", 5, byNumber).map(({ number }) => number.slice(-1));
    expect(found).toEqual(["1", "2", "3", "0"]);
  });

  it("are those alone that are wanted", () => {
    const index = indexOf(["13055550101", "13055550102"].map((one) => numbered(one)));
    const wanted = ({ number }: Offer) => number.endsWith("2");
    expect(index.fitting("305", 1, { wanted }).map(({ number }) => number.slice(-1))).toEqual([
      "2",
    ]);
  });
});
