import { type Ledger, LeaseError, memoryLedger } from "@leaseline/core";
import { type Sandbox, startSandbox } from "@leaseline/sandbox";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { exampleLease, exampleAccount } from "../../test/support/examples.js";
import { no, scriptedPrompts, type, yes } from "../../test/support/integration/scripted-prompts.js";
import { memorySecrets, memoryTexts } from "../../test/support/memory-storage.js";
import type { Prompts } from "../prompts/prompts.js";
import type { AccountKeys, StoredAccount } from "./account.js";
import { type AccountStore, accountStore } from "./account-store.js";
import { connectAccount } from "./connect-account.js";
import { updateKey } from "./update-key.js";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());
beforeEach(() => sandbox.control.reset());

/** An account whose key is to be replaced, as a person does who types this and then says yes or no. */
async function person(
  provider: AccountKeys["provider"],
  {
    typed,
    says = false,
    there = null,
    meanwhile,
    takes = async () => {},
  }: {
    readonly typed: readonly string[];
    readonly says?: boolean;
    /** Which account is here under the identity of what is typed. */
    readonly there?: StoredAccount | null;
    /** What another window does while they type. */
    readonly meanwhile?: (store: AccountStore) => unknown;
    /** Rejects where secret storage does not take what is typed, or the ledger what it is to hand on. */
    readonly takes?: (what: "key" | "records") => Promise<void>;
  },
) {
  const account = exampleAccount({ id: "mine", provider, label: "mine" });
  const [open, secret] = [new Map<string, string>(), new Map<string, string>()];
  const store = accountStore(memoryTexts(open), {
    ...memorySecrets(secret),
    store: async (key, value) => {
      if (secret.has(key)) await takes("key");
      secret.set(key, value);
    },
  });
  const old: AccountKeys =
    provider === "contiguity"
      ? { provider, apiKey: "contiguity_sk_old" }
      : { provider, projectId: "another-project", keyId: "k", keySecret: "s" };
  await store.put(account, old);
  const script = scriptedPrompts(...typed.map(type), says ? yes : no);
  const prompts: Prompts = {
    ...script,
    type: async (question) => {
      await meanwhile?.(store);
      return script.type(question);
    },
  };
  const { contiguity, sinch } = sandbox;
  const connect = (id: string, keys: AccountKeys) =>
    connectAccount(id, keys, { contiguity, sinch }, { onExchange: () => {} });
  const kept = memoryLedger();
  const ledger: Ledger = {
    ...kept,
    succeed: async (...owners) => {
      await takes("records");
      await kept.succeed(...owners);
    },
  };
  const before = connect(account.id, old).identity;
  /** What the ledger knows of it under the old key. */
  const knows = (number: string) =>
    ledger.keepList(
      { identity: before, account: account.id },
      // The sandbox's own number.
      [exampleLease({ account: account.id, provider, number: number as never })],
      0,
    );
  const replace = () =>
    updateKey(account, {
      prompts,
      store,
      connect,
      ledger,
      known: async () => there,
      keyPlace: "desktop",
      retry: () => {},
    });
  return { replace, knows, ledger, store, told: script.texts, asked: script.confirmed, before };
}

describe("a key that is replaced", () => {
  it("takes the old one's place where its list shows a number that is known to be held there", async () => {
    const [number = ""] = sandbox.control.leaseMany({ provider: "contiguity", count: 1 });
    const one = await person("contiguity", { typed: [sandbox.contiguity.apiKey] });
    await one.knows(number);
    expect(await one.replace()).toBe(true);
    expect(one.asked).toEqual([]);
    expect(one.store.list()).toHaveLength(1);
    expect(await one.store.keys("mine")).toMatchObject({ apiKey: sandbox.contiguity.apiKey });
    const lists = await one.ledger.lists();
    expect(lists.map(({ identity }) => identity)).not.toContain(one.before);
    expect(lists.flatMap(({ leases }) => leases)).toHaveLength(1);
  });

  it.each([true, false])(
    "is the person's to decide about where none of them is shown: %s",
    async (says) => {
      const one = await person("contiguity", { typed: [sandbox.contiguity.apiKey], says });
      await one.knows("+13055550199");
      expect(await one.replace()).toBe(says);
      expect(one.asked.map(({ yes }) => yes)).toEqual(["It Is the Same Account"]);
      expect(one.asked[0]?.detail.join()).toContain("+1 305 555 0199");
      const keys = await one.store.keys("mine");
      expect(keys).toMatchObject({
        apiKey: says ? sandbox.contiguity.apiKey : "contiguity_sk_old",
      });
    },
  );

  it("does not take the old one's place where it is of another account that is here", async () => {
    const there = exampleAccount({ id: "other", label: "other" });
    const typed = [sandbox.contiguity.apiKey];
    const one = await person("contiguity", { typed, there });
    expect(await one.replace()).toBe(false);
    expect(one.told[0]).toContain("That key is of Contiguity · other, which is here already.");
    expect(await one.store.keys("mine")).toMatchObject({ apiKey: "contiguity_sk_old" });
    const itself = await person("contiguity", {
      typed,
      there: exampleAccount({ id: "mine", label: "mine" }),
    });
    expect(await itself.replace()).toBe(true);
  });

  it("takes nothing back that was changed of the account while it was typed", async () => {
    const one = await person("contiguity", {
      typed: [sandbox.contiguity.apiKey],
      meanwhile: (store) => store.change("mine", { label: "shop", production: true }),
    });
    expect(await one.replace()).toBe(true);
    expect(one.store.list()).toMatchObject([{ label: "shop", production: true }]);
    expect(await one.store.keys("mine")).toMatchObject({ apiKey: sandbox.contiguity.apiKey });
  });

  it("does not bring an account back that was removed while it was typed", async () => {
    const one = await person("contiguity", {
      typed: [sandbox.contiguity.apiKey],
      meanwhile: (store) => store.remove("mine"),
    });
    expect(await one.replace()).toBe(false);
    expect(one.told).toEqual(["The key was not replaced. There is no such account."]);
    expect(one.store.list()).toEqual([]);
    expect(await one.store.keys("mine")).toBeNull();
  });

  it("takes no records with it where it cannot be kept, and leaves those that it cannot have where they are", async () => {
    const [number = ""] = sandbox.control.leaseMany({ provider: "contiguity", count: 1 });
    let refuses = "key";
    const takes = async (what: string) => {
      if (what === refuses) throw new LeaseError({ kind: "ledger-unavailable", reason: "busy" });
    };
    const { apiKey } = sandbox.contiguity;
    const one = await person("contiguity", { typed: [apiKey, apiKey, apiKey], takes });
    await one.knows(number);
    const owner = async () => (await one.ledger.lists()).map(({ identity }) => identity);
    expect(await one.replace()).toBe(false);
    expect(one.told[0]).toMatch(/^The key was not replaced\..* did not take the key\./);
    expect(await owner()).toEqual([one.before]);

    refuses = "records";
    expect(await one.replace()).toBe(true);
    expect(one.told[1]).toMatch(/^The key was replaced, but .* Give the same key once more\./);
    expect(await one.store.keys("mine")).toMatchObject({ apiKey });
    expect(await owner()).toEqual([one.before]);

    refuses = "";
    expect(await one.replace()).toBe(true);
    expect(await owner()).not.toContain(one.before);
  });

  it("is not kept when the provider refuses it", async () => {
    const one = await person("contiguity", { typed: ["contiguity_sk_wrong"] });
    expect(await one.replace()).toBe(false);
    expect(one.told[0]).toMatch(
      /^The key was not replaced\. The provider did not accept the key.* then choose Update Key\.$/,
    );
    expect(await one.store.keys("mine")).toMatchObject({ apiKey: "contiguity_sk_old" });
  });

  it("is refused where the provider itself tells that it is of another account", async () => {
    const { projectId, keyId, keySecret } = sandbox.sinch;
    const one = await person("sinch", { typed: [projectId, keyId, keySecret] });
    await one.knows("+12025550134");
    expect(await one.replace()).toBe(false);
    expect(one.told).toEqual([
      "The key was not replaced. Those keys are of another account. Add it as one of its own.",
    ]);
  });
});
