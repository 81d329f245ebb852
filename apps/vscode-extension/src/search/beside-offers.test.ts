import { expect, it } from "vitest";
import { exampleAccount } from "../../test/support/examples.js";
import { problemRows } from "./beside-offers.js";

const accounts = new Map(
  (["contiguity", "sinch"] as const).map((provider) => [
    provider as string,
    exampleAccount({ provider, label: "prod" }),
  ]),
);
const labels = (...given: Parameters<typeof problemRows>) =>
  problemRows(...given).map(({ label }) => label);

it("accounts of one name at two providers are told apart where they could not be searched", () => {
  const both = [...accounts.keys()];
  const find = (id: string) => accounts.get(id) ?? null;
  const failed = both.map((account) => {
    return { kind: "failed", account, trouble: { kind: "unauthorized" } } as const;
  });
  expect(labels(failed, find)).toEqual([
    "Contiguity · prod could not be searched",
    "Sinch · prod could not be searched",
  ]);
  const unreadable = both.map((account) => ({ kind: "unreadable", account, count: 2 }) as const);
  expect(labels(unreadable, find)).toEqual([
    "2 offers of Contiguity · prod could not be read",
    "2 offers of Sinch · prod could not be read",
  ]);
});

it("many accounts that could not be searched have one row, which says each reason once", () => {
  const failed = Array.from({ length: 40 }, (_, index) => {
    const kind = index % 2 ? ("unauthorized" as const) : ("cancelled" as const);
    return { kind: "failed", account: String(index), trouble: { kind } } as const;
  });
  const unreadable = { kind: "unreadable", account: "40", count: 1 } as const;
  const [first, ...others] = problemRows([...failed, unreadable], () => null);
  expect(first?.label).toBe("40 accounts could not be searched");
  expect(first?.detail?.split(" · ")).toHaveLength(2);
  expect(others.map(({ label }) => label)).toEqual(["1 offer could not be read"]);
});
