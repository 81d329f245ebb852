import { providers } from "@leaseline/core";
import { exampleProvider, startExampleServer } from "@leaseline/core/testing";
import { expect, it, onTestFinished } from "vitest";
import { pick, scriptedPrompts, type } from "../../test/support/integration/scripted-prompts.js";
import type { AccountKeys } from "./account.js";
import { accountStore } from "./account-store.js";
import { addAccount } from "./add-account.js";
import { connectAccount } from "./connect-account.js";
import { memorySecrets, memoryTexts } from "../../test/support/memory-storage.js";

const known = [...providers, exampleProvider];

it("a provider more in the list is chosen, asked about, kept and connected", async () => {
  const { environment, close } = await startExampleServer();
  onTestFinished(close);
  const endpoints = { example: { baseUrl: environment["LEASELINE_EXAMPLE_URL"] } };
  const connect = (id: string, keys: AccountKeys) =>
    connectAccount(id, keys, endpoints, { onExchange: () => {} }, known);
  const [texts, secrets] = [memoryTexts(new Map()), memorySecrets(new Map())];
  const store = accountStore(texts, secrets, known);
  const answers = [
    environment["EXAMPLE_CUSTOMER"] ?? "",
    environment["EXAMPLE_TOKEN"] ?? "",
    "acme",
  ];
  const prompts = scriptedPrompts(pick("Example Telecom"), ...answers.map(type));
  const account = await addAccount({
    prompts,
    store,
    connect,
    known: async () => null,
    keyPlace: "desktop",
    newId: () => "new",
    retry: () => {},
    updateKey: () => {},
    providers: known,
  });
  expect(prompts.texts).toEqual([]);
  expect(prompts.typeQuestions.map(({ title, masked }) => [title, masked])).toEqual([
    ["Add Account: Example Telecom (1 of 3)", false],
    ["Add Account: Example Telecom (2 of 3)", true],
    ["Add Account: Example Telecom (3 of 3)", false],
  ]);
  expect(account).toMatchObject({ provider: "example", label: "acme" });
  expect(store.list()).toMatchObject([{ id: "new", provider: "example" }]);
  // A version that does not know the provider hides its account only.
  expect(accountStore(texts, secrets).list()).toEqual([]);
  const keys = await store.keys("new");
  expect(keys).toEqual({ provider: "example", customer: "c-1", token: "ex-0123456789" });
});
