import { describe, expect, it } from "vitest";
import { memoryState } from "../../test/support/memory-storage.js";
import { createKeptSearch } from "./kept-search.js";

const last = {
  accounts: ["first"],
  country: "US",
  type: "toll-free",
  view: { features: ["sms"], readyOnly: true, order: "price" },
  typed: "305 miami",
} as const;

describe("the last search", () => {
  it("is still known after a reload", () => {
    const state = memoryState();
    createKeptSearch(state).keep(last);
    expect(createKeptSearch(state).get()).toEqual(last);
  });

  it("leaves out a kind that is not known", async () => {
    const state = memoryState();
    const view = { ...last.view, features: ["sms", "telepathy"] };
    await state.update("leaseline.lastSearch", { ...last, type: "satellite", view });
    expect(createKeptSearch(state).get()).toEqual({ ...last, type: undefined });
  });

  it("is none before the first one", () => {
    expect(createKeptSearch(memoryState()).get()).toBeNull();
  });

  it.each([
    ["something else", "US"],
    ["no country", { ...last, country: "XX" }],
    ["another order", { ...last, view: { ...last.view, order: "luck" } }],
  ])("is none where %s was kept", async (_name, kept) => {
    const state = memoryState();
    await state.update("leaseline.lastSearch", kept);
    expect(createKeptSearch(state).get()).toBeNull();
  });
});
