import { expect, it } from "vitest";
import { exampleAccount } from "../../test/support/examples.js";
import { searchOver } from "./search-accounts.js";

it("an account that was removed meanwhile is said to be, and not to have no numbers", async () => {
  const search = searchOver({ groups: () => [] });
  const events = [];
  for await (const event of search(
    { country: "US" },
    [exampleAccount({ id: "gone" })],
    new AbortController().signal,
  ))
    events.push(event);
  expect(events).toEqual([{ kind: "failed", account: "gone", trouble: { kind: "removed" } }]);
});
