import { expect, it } from "vitest";
import { textStyleFor } from "./text-style.js";
import { facts, table } from "./table.js";

const style = textStyleFor({}, {});

it("sets columns as wide as their widest cell, in what a terminal shows of it", () => {
  expect(
    table(
      ["CITY", "N"],
      [
        ["東京", "1"],
        ["Oslo", "2"],
        ["Rome, IT", "3"],
      ],
      style,
    ),
  ).toBe(["CITY      N", "東京      1", "Oslo      2", "Rome, IT  3"].join("\n"));
});

it("leaves out a column in which nothing is said", () => {
  expect(
    table(
      ["A", "B", "C"],
      [
        ["1", "", "3"],
        ["4", "", ""],
      ],
      style,
    ),
  ).toBe("A  C\n1  3\n4");
});

it("leaves out what is not known", () => {
  expect(
    facts(
      [
        ["Name", "x"],
        ["Label", null],
        ["Number", "1"],
      ],
      style,
    ),
  ).toBe("Name    x\nNumber  1");
});

it("sets one thing below the other where a terminal is too narrow", () => {
  const narrow = textStyleFor({ isTTY: true, columns: 20 }, { NO_COLOR: "1" });
  const rows = [
    ["+13055550100", "$2.99/mo", "Miami"],
    ["+13055550101", "", "Miami"],
  ];
  expect(table(["Number", "Price", "Place"], rows, narrow)).toBe(
    [
      "Number  +13055550100",
      "Price   $2.99/mo",
      "Place   Miami",
      "",
      "Number  +13055550101",
      "Place   Miami",
    ].join("\n"),
  );
});

it("takes more rows than a call takes arguments", () => {
  const rows = Array.from({ length: 130_000 }, (_, index) => [`${index}`]);
  expect(table(["N"], rows, style).split("\n")).toHaveLength(130_001);
});
