import { expect, it } from "vitest";
import { exampleAccount } from "../../test/support/examples.js";
import { searchOver } from "./search-accounts.js";

it("an account that was removed meanwhile is said to be, and not to have no numbers", () => {
  const search = searchOver({ groups: () => [] });
  const { signal } = new AbortController();
  expect(() => search({ country: "US" }, [exampleAccount({ id: "gone" })], signal)).toThrow(
    "There is no such account.",
  );
});
