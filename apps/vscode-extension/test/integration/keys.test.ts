import { strict as assert } from "node:assert";
import { accountAnswers, goToTheSandbox, keysOf } from "../support/integration/accounts.js";
import { secretKey } from "../../src/accounts/account-place.js";
import { runCommand, secretStorage, services, until } from "../support/integration/extension.js";
import { providerCases } from "../support/integration/provider-cases.js";
import { sandboxControl } from "../support/integration/sandbox-control.js";
import { no, yes } from "../support/integration/scripted-prompts.js";

for (const provider of providerCases) {
  describe(`the keys of ${provider.name}`, () => {
    beforeEach(goToTheSandbox);
    const keys = keysOf(provider);

    it("are in the secret storage only, once a read has shown that they are right", async () => {
      await sandboxControl.leaseMany(provider.id, 1);
      const answers = accountAnswers(provider, keys);
      const { told } = await runCommand("leaseline.addAccount", ...answers);
      assert.deepEqual(told, []);
      const { store, list } = await services();
      const [account] = store.list();
      assert.ok(account);
      assert.deepEqual(Object.keys(account).toSorted(), [
        "id",
        "keyMark",
        "label",
        "production",
        "provider",
        "revision",
        "sandbox",
      ]);
      const open = JSON.stringify(store.list());
      for (const key of keys) assert.ok(!open.includes(key), open);
      const secret = Object.values((await store.keys(account.id)) ?? {});
      for (const key of keys) assert.ok(secret.includes(key));
      assert.equal(list.now.leases.length, 1);
    });

    it("are those that secret storage has now, whoever has put them there", async () => {
      await runCommand("leaseline.addAccount", ...accountAnswers(provider, keys));
      const { store, list } = await services();
      const [account] = store.list();
      assert.ok(account);
      const secrets = await secretStorage();
      const name = secretKey(account.id);
      const kept = await secrets.get(name);
      assert.ok(kept);
      const troubles = () => list.now.accounts.map(({ trouble }) => trouble?.kind);
      // As another window does: nothing is told of it but by the storage itself.
      await secrets.store(name, kept.replaceAll(keys.at(-1) ?? "", "not-a-key"));
      await until("the provider refuses the key", () => troubles()[0] === "unauthorized");
      await secrets.store(name, kept);
      await until("the key is right again", () => troubles()[0] === undefined);
      await secrets.delete(name);
      await until("the key is gone", () => troubles()[0] === "key-gone");
    });

    it("are typed unseen", async () => {
      const answers = accountAnswers(provider, keys);
      const { typeQuestions } = await runCommand("leaseline.addAccount", ...answers);
      const unseen = typeQuestions
        .filter(({ masked }) => masked)
        .map(({ prompt }) => prompt.split(".")[0]);
      const expected =
        provider.id === "contiguity" ? ["API key"] : ["Access key ID", "Access key secret"];
      assert.deepEqual(unseen, expected);
    });

    it("are deleted with their account, if the person is sure", async () => {
      await runCommand("leaseline.addAccount", ...accountAnswers(provider, keys));
      const { store } = await services();
      const [account] = store.list();
      assert.ok(account);
      // The only account there is, so nobody asks which.
      await runCommand("leaseline.removeAccount", no);
      assert.equal(store.list().length, 1);
      await runCommand("leaseline.removeAccount", yes);
      assert.deepEqual(store.list(), []);
      assert.equal(await store.keys(account.id), null);
    });
  });
}
