import { expect, it } from "vitest";
import { accountNameProblem } from "./account.js";

it("the name of an account is one, and no longer than a question has room for", () => {
  expect(accountNameProblem("  ")).toBe("A name for this account is needed.");
  expect(accountNameProblem(` ${"a".repeat(100)} `)).toBeNull();
  expect(accountNameProblem("a".repeat(101))).toBe("At most 100 characters.");
});
