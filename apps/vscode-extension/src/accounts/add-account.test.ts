import type { AccountIdentity } from "@leaseline/core";
import { contiguityProvider } from "@leaseline/core/contiguity";
import { expect, it } from "vitest";
import { exampleAccount } from "../../test/support/examples.js";
import { pick, scriptedPrompts, type } from "../../test/support/integration/scripted-prompts.js";
import { memorySecrets, memoryTexts } from "../../test/support/memory-storage.js";
import { accountStore } from "./account-store.js";
import { addAccount } from "./add-account.js";

it("is not added that is here already under another name, which is told, and nothing is asked of it", async () => {
  const there = exampleAccount();
  const identity = "contiguity|https://api.contiguity.com|key:1" as AccountIdentity;
  const store = accountStore(memoryTexts(new Map()), memorySecrets(new Map()));
  const prompts = scriptedPrompts(pick("Contiguity"), type("contiguity_sk_1"), type("other"));
  const added = await addAccount({
    prompts,
    store,
    connect: (account) => ({
      ...contiguityProvider({ account, apiKey: "contiguity_sk_1" }),
      identity,
      verify: () => Promise.reject(new Error("it is asked")),
    }),
    known: async (wanted) => (wanted === identity ? there : null),
    keyPlace: "desktop",
    newId: () => "new",
    retry: () => {},
    updateKey: () => {},
  });
  prompts.check();
  expect(added).toBeNull();
  expect(store.list()).toEqual([]);
  expect(prompts.told.map(({ text }) => text)).toEqual([
    "The account is here already, as Contiguity · acme. Nothing was added.",
  ]);
});
