import { providers } from "@leaseline/core";
import { exampleProvider, startExampleServer } from "@leaseline/core/testing";
import { expect, it, onTestFinished } from "vitest";
import type { Choice, PickQuestion, Prompts, TypeQuestion } from "../prompts/prompts.js";
import type { AccountKeys } from "./account.js";
import { accountStore } from "./account-store.js";
import { addAccount } from "./add-account.js";
import { connectAccount } from "./connect-account.js";
import { memorySecrets, memoryTexts } from "../../test/support/memory-storage.js";

/** There are few, and so they are all there at once. */
function asList<Value>(choices: PickQuestion<Value>["choices"]): readonly Choice<Value>[] {
  return Array.isArray(choices) ? choices : [];
}

const known = [...providers, exampleProvider];

it("a provider more in the list is chosen, asked about, kept and connected", async () => {
  const { environment, close } = await startExampleServer();
  onTestFinished(close);
  const endpoints = { example: { baseUrl: environment["LEASELINE_EXAMPLE_URL"] } };
  const connect = (id: string, keys: AccountKeys) =>
    connectAccount(id, keys, endpoints, { onExchange: () => {} }, known);
  const [texts, secrets] = [memoryTexts(new Map()), memorySecrets(new Map())];
  const store = accountStore(texts, secrets, known);
  const asked: TypeQuestion[] = [];
  const answers = [environment["EXAMPLE_CUSTOMER"], environment["EXAMPLE_TOKEN"], "acme"];
  const told: string[] = [];
  const prompts: Prompts = {
    pick: async ({ choices }) => {
      const found = asList(choices).find(({ label }) => label === "Example Telecom");
      return found ? { kind: "answered", value: found.value } : { kind: "cancelled" };
    },
    pickMany: () => Promise.reject(new Error("not asked for")),
    type: async (question) => {
      asked.push(question);
      return { kind: "answered", value: answers.shift() ?? "" };
    },
    confirm: async () => false,
    tell: ({ text }) => void told.push(text),
    waiting: () => {},
    progress: (_title, work) => work(),
  };
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
  expect(told).toEqual([]);
  expect(asked.map(({ title, masked }) => [title, masked])).toEqual([
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
