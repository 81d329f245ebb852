import { expect, it } from "vitest";
import { exampleAccount } from "../../test/support/examples.js";
import { problemRow, unreadableRow } from "./beside-offers.js";

it("accounts of one name at two providers are told apart where they could not be searched", () => {
  const both = (["contiguity", "sinch"] as const).map((provider) =>
    exampleAccount({ provider, label: "prod" }),
  );
  expect(both.map((one) => problemRow({ kind: "unauthorized" }, one).label)).toEqual([
    "Contiguity · prod could not be searched",
    "Sinch · prod could not be searched",
  ]);
  expect(both.map((one) => unreadableRow(2, one).label)).toEqual([
    "2 offers of Contiguity · prod could not be read",
    "2 offers of Sinch · prod could not be read",
  ]);
});
