import { describe, expect, it } from "vitest";
import {
  type SearchQuery,
  callingCodePrefix,
  matchesDigits,
  searchQueryProblem,
} from "./search-query.js";

describe("a query", () => {
  it.each<SearchQuery>([
    { country: "US" },
    { country: "SE", digits: "0123456789", position: "end" },
    { country: "US", digits: "+1212", limit: 1, type: "x-new", features: [] },
  ])("may be %j", (query) => {
    expect(searchQueryProblem(query)).toBeNull();
  });

  it.each<[string, SearchQuery]>([
    ["country", { country: "us" }],
    ["country", { country: "" }],
    ["country", { country: "constructor" }],
    ["digits", { country: "US", digits: "" }],
    ["digits", { country: "US", digits: "12a" }],
    ["digits", { country: "US", digits: "1 2" }],
    ["digits", { country: "US", digits: "١٢" }],
    ["digits", { country: "US", digits: "1234567890123456" }],
    ["position", { country: "US", position: "end" }],
    ["limit", { country: "US", limit: 0 }],
    ["limit", { country: "US", limit: 1.5 }],
    ["limit", { country: "US", limit: Number.NaN }],
  ])("is refused for its %s: %j", (field, query) => {
    expect(searchQueryProblem(query)?.field).toBe(field);
  });
});

describe("digits in a number", () => {
  it.each<[boolean, Partial<SearchQuery>]>([
    [true, {}],
    [true, { digits: "305", position: "start" }],
    [false, { digits: "1305", position: "start" }],
    [true, { digits: "+1305", position: "start" }],
    [true, { digits: "5550" }],
    [false, { digits: "1305" }],
    [true, { digits: "+1305" }],
    [true, { digits: "0100", position: "end" }],
    [false, { digits: "305", position: "end" }],
  ])("are found (%s) by %j", (found, query) => {
    expect(matchesDigits("+13055550100", { country: "US", ...query })).toBe(found);
  });

  it("follow the calling code, unless they begin with a plus themselves", () => {
    expect(callingCodePrefix({ country: "SE", digits: "70" })).toBe("+46");
    expect(callingCodePrefix({ country: "SE", digits: "+4670" })).toBe("");
  });
});
