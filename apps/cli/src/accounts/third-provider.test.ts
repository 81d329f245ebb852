import { providers } from "@leaseline/core";
import { exampleProvider, startExampleServer } from "@leaseline/core/testing";
import { expect, it, onTestFinished } from "vitest";
import { temporaryFolder } from "../../test/support/sandbox-home.js";
import { accountStore } from "./account-store.js";
import { keyVariables } from "./account-keys.js";
import { connect } from "./connect.js";
import { environmentAccounts } from "./accounts.js";

const known = [...providers, exampleProvider];

it("a provider more in the list has an account of the environment, and one in the keychain", async () => {
  const { environment, close } = await startExampleServer();
  onTestFinished(close);
  expect(environmentAccounts(environment)).toEqual([]);
  const [account, ...others] = environmentAccounts(environment, known);
  expect(others).toEqual([]);
  if (!account) throw new Error("there is no account");
  const connected = await connect(account, environment, known);
  await connected.verify();

  const secrets = new Map<string, string>();
  const keychain = {
    read: async (name: string) => secrets.get(name) ?? null,
    keep: async (name: string, secret: string) => void secrets.set(name, secret),
    remove: async (name: string) => void secrets.delete(name),
  };
  const store = accountStore(temporaryFolder(), keychain, known);
  await store.add("mine", await account.keys());
  const [kept] = store.list();
  if (!kept) throw new Error("it was not kept");
  const again = { id: "mine", keys: () => store.keys(kept) };
  // The address is kept with the keys, and not read from the environment again.
  expect((await connect(again, {}, known)).identity).toBe(connected.identity);
});

it("a provider more in the list is named where keys are missing, and by what it needs", async () => {
  expect(keyVariables(known)).toMatch(/, or EXAMPLE_CUSTOMER and EXAMPLE_TOKEN$/);
  const [account] = environmentAccounts({ EXAMPLE_TOKEN: "ex-0123456789" }, known);
  await expect(account?.keys()).rejects.toThrow(
    "EXAMPLE_CUSTOMER is not set, and EXAMPLE_TOKEN is.",
  );
});
