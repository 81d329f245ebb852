import { expect, it } from "vitest";
import { exampleAccount, exampleOperation } from "../../test/support/examples.js";
import { no, scriptedPrompts } from "../../test/support/integration/scripted-prompts.js";
import { stopChecking } from "./stop-checking.js";

it("names the account in the question, and that it is for production", async () => {
  const prompts = scriptedPrompts(no);
  const accounts = {
    find: () => exampleAccount({ production: true }),
    groupWith: async () => null,
  };
  const operation = exampleOperation({ state: "needs-attention" });
  expect(await stopChecking(operation, { prompts, accounts })).toBe(false);
  expect(prompts.confirmed[0]?.detail.at(-1)).toBe("Account: Contiguity · acme (production)");
});
