import { describe, expect, it } from "vitest";
import { e164, exampleLease, exampleOffer, money, monthly } from "../../test/support/examples.js";
import { csvCell, csvOf } from "./csv.js";

const tools = { title: (account: string) => account, locale: "en" };
const lines = (csv: string) => csv.slice(1).split("\r\n");

describe("the rows as a file", () => {
  it("has each number as text in E.164, exact amounts, and their currency", () => {
    const price = { setup: money("0.005", "EUR"), recurring: money("19.99"), intervalMonths: 3 };
    const csv = csvOf(
      {
        tab: "numbers",
        rows: [exampleLease({ price, label: "Größe", nextChargeAt: "2026-12-01T00:00:00Z" })],
      },
      tools,
    );
    expect(csv.startsWith("\uFEFF")).toBe(true);
    expect(lines(csv)).toEqual([
      "Number,Label,Account,Country,Place,Type,Channels,Setup,Setup currency,Recurring,Currency,Months between charges,Next charge,Ends,State",
      `'+13055550100,Größe,first,US,"Miami, FL",,SMS Voice,0.005,EUR,19.99,USD,3,2026-12-01T00:00:00Z,,active`,
      "",
    ]);
  });

  it("has what offers come to, and nothing where that is not known", () => {
    const offers = [exampleOffer({ price: monthly("19.99") }), exampleOffer({ price: null })];
    expect(lines(csvOf({ tab: "offers", rows: offers }, tools)).slice(0, 3)).toEqual([
      "Number,Account,Country,Place,Type,Channels,Setup,Setup currency,Recurring,Currency,Months between charges,12 months,24 months,Requirements",
      `'+13055550100,first,US,"Miami, FL",,SMS Voice,2.99,USD,19.99,USD,1,242.87,482.75,none`,
      `'+13055550100,first,US,"Miami, FL",,SMS Voice,,,,,,,,none`,
    ]);
  });

  it("has nothing in it that a spreadsheet would carry out", () => {
    const hostile = [
      `=HYPERLINK("http://x","y")`,
      "+1+1",
      "-2+3",
      "@SUM(A1)",
      "\t=1",
      "\r=1",
      " =1",
      "＝1",
    ];
    const rows = hostile.map((label) => exampleLease({ label, number: e164("+13055550100") }));
    const csv = csvOf({ tab: "numbers", rows }, tools);
    expect(csv).not.toMatch(/(^|,|\n)"?\s*[=+\-@\t\r＝]/);
    const said = csv.replaceAll("'", "");
    for (const label of hostile) expect(said).toContain(label.replaceAll('"', '""'));
  });

  it("has no formula in it either where cells end with something else than a comma", () => {
    const hostile = [
      "a;=1+1",
      'a;"=1+1',
      'x,"y";=HYPERLINK("http://x")',
      "a|@SUM(A1)",
      "a\t+1",
      "a\n-1",
      "a; ＝1",
    ];
    const rows = hostile.map((label) => exampleLease({ label, number: e164("+13055550100") }));
    const csv = csvOf({ tab: "numbers", rows }, tools);
    for (const cell of csv.split(/[;|\t\r\n]/)) expect(cell).not.toMatch(/^["\s]*[=+\-@＝]/);
  });
});

describe("a cell", () => {
  it.each([
    ["plain", "plain"],
    ['say "hi"', '"say ""hi"""'],
    ["a,b", '"a,b"'],
    ["two\nlines", '"two\nlines"'],
    [" kept ", '" kept "'],
    ["", ""],
    ["19.99", "19.99"],
    ["-19.99", "'-19.99"],
    ["Miami; FL - east | 24/7", "Miami; FL - east | 24/7"],
  ])("of %j reads %j", (text, cell) => expect(csvCell(text)).toBe(cell));
});
