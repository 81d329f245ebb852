import { LeaseError } from "@leaseline/core";
import { expect, it } from "vitest";
import { exampleAccount } from "../../test/support/examples.js";
import { escape, pick, scriptedPrompts } from "../../test/support/integration/scripted-prompts.js";
import { accountHere } from "../accounts/account-here.js";
import { pickAccountOf } from "./pick-account.js";

const [home, work] = [
  exampleAccount({ id: "home" }),
  exampleAccount({ id: "work", label: "work" }),
];

it.each([{ left: [home] }, { left: [home, exampleAccount({ id: "third" })] }, { left: [] }])(
  "is no other one where the one that a command was called on is gone: of $left.length",
  async ({ left }) => {
    const prompts = scriptedPrompts();
    const row = { kind: "account", id: "work" };
    expect(
      await pickAccountOf(row, "Remove Account", { prompts, accounts: { list: () => left } }),
    ).toBeNull();
    expect(prompts.texts).toEqual(["There is no such account."]);
  },
);

it("is the only one, or one that is asked for, where none is named", async () => {
  const prompts = scriptedPrompts(pick("work"), escape);
  const choose = (...accounts: (typeof home)[]) =>
    pickAccountOf(undefined, "Remove Account", { prompts, accounts: { list: () => accounts } });
  expect(await choose(home)).toBe(home);
  expect(await choose(home, work)).toBe(work);
  expect(await choose(home, work)).toBeNull();
  prompts.check();
});

it("says of one that was removed meanwhile that it is not there", () => {
  expect(() => accountHere({ find: () => null }, "work")).toThrow(LeaseError);
  expect(accountHere({ find: () => work }, "work")).toBe(work);
});
