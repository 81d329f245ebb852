import { expect, it } from "vitest";
import { sentence } from "./results.mjs";

it("names the suites of which something was skipped, in the one line that people read", () => {
  const found = { passed: 7, failed: 0, skipped: 0, skippedIn: [] };
  expect(sentence(found)).toBe("7 passed, 0 failed");
  expect(sentence({ ...found, skipped: 3, skippedIn: ["ledger-postgres", "core"] })).toBe(
    "7 passed, 0 failed, 3 skipped (ledger-postgres, core)",
  );
});
