import { type SpendCap, memoryLedger, toE164, toMoney } from "@leaseline/core";
import { specialNumbers, startSandbox } from "@leaseline/sandbox";
import { describe, expect, it, onTestFinished } from "vitest";
import type { AccountKeys, StoredAccount } from "./account.js";
import { type Opened, clientOf, createAccountGroup } from "./account-group.js";
import type { AccountStore } from "./account-store.js";
import { openAtSandbox, openReal } from "./connect-account.js";
import { exampleAccount, exampleGroupTools } from "../../test/support/examples.js";

let baseUrl = "";
const endpoints = () => ({ contiguity: { baseUrl }, sinch: { baseUrl: "", authUrl: "" } });
const silent = { onExchange: () => {} };

function account(id: string): StoredAccount {
  return exampleAccount({ id, label: id, revision: "1" });
}

function keys(apiKey: string): AccountKeys {
  return { provider: "contiguity", apiKey };
}

/** A group of real accounts whose keys secret storage gives as a test says. */
function groupOf(
  stored: Readonly<Record<string, () => Promise<AccountKeys | null>>>,
  onLate: () => void = () => {},
  caps: readonly SpendCap[] = [],
) {
  const asked: string[] = [];
  const store: Pick<AccountStore, "keys"> = {
    keys: async (id) => {
      asked.push(id);
      return (await stored[id]?.()) ?? null;
    },
  };
  const group = createAccountGroup({
    ledger: memoryLedger(),
    accounts: () => Object.keys(stored).map(account),
    open: (one): Promise<Opened> => openReal(one, store, endpoints, silent),
    ...exampleGroupTools,
    caps: () => caps,
    onLate,
  });
  return { group, asked };
}

const good = async () => keys("contiguity_sk_good");

describe("accounts whose keys cannot be had", () => {
  it("say that the key is gone, and not that the provider refused it", async () => {
    const { group } = groupOf({ good, gone: async () => null });
    const { client, troubles } = await group.connect();
    expect(client.accounts.map(({ id }) => id)).toEqual(["good"]);
    expect([...troubles]).toEqual([["gone", { kind: "key-gone" }]]);
    const used = clientOf(group, account("gone"));
    await expect(used).rejects.toMatchObject({
      failure: {
        kind: "bad-input",
        field: "account",
        reason: expect.stringContaining("not in the editor's secret"),
      },
    });
  });

  it("leave the others working where secret storage throws", async () => {
    const { group } = groupOf({ good, locked: () => Promise.reject(new Error("locked")) });
    const { client, troubles } = await group.connect();
    expect(client.accounts.map(({ id }) => id)).toEqual(["good"]);
    expect([...troubles]).toEqual([["locked", { kind: "secrets-failed" }]]);
  });

  it("leave the others working where the address of their provider cannot be used", async () => {
    onTestFinished(() => void (baseUrl = ""));
    baseUrl = "http://elsewhere.example";
    const secrets = { projectId: "p", keyId: "k", keySecret: "s" };
    const { group } = groupOf({
      wrong: async () => keys("contiguity_sk_x"),
      good: async () => ({ provider: "sinch", ...secrets }),
    });
    const { client, troubles } = await group.connect();
    expect(client.accounts.map(({ id }) => id)).toEqual(["good"]);
    expect([...troubles]).toMatchObject([["wrong", { kind: "bad-input" }]]);
  });

  it("keep no other waiting when they come late, and are used when they come", async () => {
    let come: (keys: AccountKeys) => void = () => {};
    const late = new Promise<AccountKeys>((resolve) => (come = resolve));
    let tell = () => {};
    const told = new Promise<void>((resolve) => (tell = resolve));
    const { group, asked } = groupOf({ good, late: () => late }, tell);
    const before = await group.connect();
    expect(before.client.accounts.map(({ id }) => id)).toEqual(["good"]);
    expect([...before.troubles]).toEqual([["late", { kind: "secrets-late" }]]);
    come(keys("contiguity_sk_late"));
    await told;
    const after = await group.connect();
    expect(after.client.accounts.map(({ id }) => id)).toEqual(["good", "late"]);
    // A keyring that asks a person to unlock it asks once.
    expect(asked).toEqual(["good", "late"]);
  });

  it("are reached at the address that is set by the time they come", async () => {
    onTestFinished(() => void (baseUrl = ""));
    baseUrl = "http://127.0.0.1:1";
    let come: (keys: AccountKeys) => void = () => {};
    const { group, asked } = groupOf({ late: () => new Promise((resolve) => (come = resolve)) });
    const connected = group.connect();
    await expect.poll(() => asked).toEqual(["late"]);
    baseUrl = "http://127.0.0.1:2";
    group.renew();
    come(keys("contiguity_sk_late"));
    await connected;
    const { identities } = await group.connect();
    expect(identities.get("late")).toContain("http://127.0.0.1:2");
  });

  it("let nothing be leased under a limit on a month, as they may cost more than that", async () => {
    const sandbox = await startSandbox();
    onTestFinished(() => {
      baseUrl = "";
      return sandbox.close();
    });
    ({ baseUrl } = sandbox.contiguity);
    const limit = toMoney("100.00", "USD");
    if (!limit) throw new Error("it is no money");
    const used = async () => keys(sandbox.contiguity.apiKey);
    const caps = [{ kind: "monthly", limit }] as const;
    const { group } = groupOf({ good: used, gone: async () => null }, undefined, caps);
    const { client } = await group.connect();
    const number = toE164(specialNumbers.contiguity.plain);
    if (!number) throw new Error("it is no number");
    const leased = client.lease(await client.quote("good", number));
    await expect(leased).rejects.toMatchObject({ failure: { kind: "unlisted", account: "gone" } });
    expect(sandbox.control.writes()["contiguity.lease"]?.received).toBe(0);
  });

  it("never hold back the others when they never come", async () => {
    const { group } = groupOf({ good, never: () => new Promise(() => {}) });
    const { client } = await group.connect();
    expect(client.accounts).toHaveLength(1);
  });
});

describe("two accounts with the same key", () => {
  it("are one account, and the second says which", async () => {
    const { group } = groupOf({ first: good, second: good });
    const { client, troubles } = await group.connect();
    expect(client.accounts.map(({ id }) => id)).toEqual(["first"]);
    expect([...troubles]).toEqual([["second", { kind: "same-account", as: "first" }]]);
  });
});

describe("a key that was replaced or deleted", () => {
  it("is not used by the next client", async () => {
    let now: AccountKeys | null = keys("contiguity_sk_old");
    const { group } = groupOf({ one: async () => now });
    const before = (await group.connect()).client;
    now = keys("contiguity_sk_new");
    group.renew();
    const [replaced] = (await group.connect()).client.accounts;
    expect(replaced?.identity).not.toBe(before.accounts[0]?.identity);
    now = null;
    group.renew();
    expect((await group.connect()).troubles.get("one")).toEqual({ kind: "key-gone" });
    await expect(before.verify("one")).rejects.toMatchObject({ failure: { kind: "bad-input" } });
  });
});

describe("a sandbox that cannot be started", () => {
  it("is told of its own accounts", async () => {
    const down = () => Promise.reject(new Error("no port"));
    const opened = await openAtSandbox(account("sandbox-contiguity"), down, silent);
    expect(opened).toEqual({ kind: "trouble", trouble: { kind: "sandbox-failed" } });
  });
});
