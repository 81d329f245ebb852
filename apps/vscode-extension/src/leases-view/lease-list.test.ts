import { type Lease, type Ledger, LeaseError, memoryLedger } from "@leaseline/core";
import { type Sandbox, startSandbox } from "@leaseline/sandbox";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  e164,
  exampleGroupTools,
  exampleLease,
  exampleOperation,
  exampleReading,
  exampleAccount,
} from "../../test/support/examples.js";
import { slowness } from "../../test/support/slowness.js";
import type { StoredAccount } from "../accounts/account.js";
import { type Opened, createAccountGroup } from "../accounts/account-group.js";
import { connectAccount } from "../accounts/connect-account.js";
import type { Trouble } from "../words/trouble-words.js";
import { emptyView } from "../ledger/ledger-view.js";
import { leasesOf } from "./leases.js";
import { rowText } from "./row-text.js";
import { createLeaseList } from "./lease-list.js";
import { rowContext } from "./row-context.js";
import { treeOf } from "./tree.js";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());
beforeEach(() => sandbox.control.reset());

const account = (provider: "contiguity" | "sinch"): StoredAccount =>
  exampleAccount({ id: provider, provider, label: provider, sandbox: true });
const both = [account("contiguity"), account("sinch")];

/** A ledger whose clock is so far ahead of this machine's, as that of a database on another one may be. */
function ledgerAhead(aheadMs: number): Ledger {
  const ledger = memoryLedger();
  const later = (readAt: string | null) =>
    readAt && new Date(Date.parse(readAt) + aheadMs).toISOString();
  const lists = async () =>
    (await ledger.lists()).map((list) => ({ ...list, readAt: later(list.readAt) }));
  return { ...ledger, lists };
}

async function openAtSandbox({ id, provider }: StoredAccount): Promise<Opened> {
  const { contiguity, sinch } = sandbox;
  const keys =
    provider === "contiguity" ? { provider, apiKey: contiguity.apiKey } : { ...sinch, provider };
  const endpoints = { contiguity, sinch };
  return {
    kind: "open",
    provider: connectAccount(id, keys, endpoints, { onExchange: () => {} }),
  };
}

/** Two windows on one ledger, each with a list of its own. */
function windows(ledger: Ledger = memoryLedger()) {
  const window = () => {
    const group = createAccountGroup({
      ledger,
      accounts: () => both,
      open: openAtSandbox,
      ...exampleGroupTools,
    });
    return createLeaseList({ list: () => both, groups: () => [group] });
  };
  return { ledger, first: window(), second: window() };
}

const numbers = ({ leases }: { readonly leases: readonly Lease[] }) =>
  leases.map(({ number }) => String(number));

describe("the list of leased numbers", () => {
  it("shows what has answered, however long another account takes", async () => {
    const [held] = sandbox.control.leaseMany({ provider: "sinch", count: 1 });
    sandbox.control.hold("contiguity.leased");
    const { first } = windows();
    const reading = first.load();
    await expect.poll(() => numbers(first.now)).toEqual([held]);
    expect(first.now.unread).toBe(1);
    // Whoever needs the whole of it does not wait for ever.
    await first.whole();
    sandbox.control.letGo();
    await reading;
    expect(first.now.unread).toBe(0);
  });

  it("reads nothing again for who needs the whole of it, as a panel that is opened", async () => {
    const { first } = windows();
    await first.load();
    const before = sandbox.control.requests().length;
    await first.whole();
    expect(sandbox.control.requests()).toHaveLength(before);
  });

  it("shows what another window has leased or read, by a look into the ledger alone", async () => {
    const { first, second } = windows();
    await Promise.all([first.load(), second.load()]);
    const [held] = sandbox.control.leaseMany({ provider: "contiguity", count: 1 });
    await first.load();
    const before = sandbox.control.requests().length;
    await second.look();
    expect(numbers(second.now)).toEqual([held]);
    expect(sandbox.control.requests()).toHaveLength(before);
  });

  it.each([-3_600_000, 0, 3_600_000])(
    "shows what was read last, whatever the ledger's clock says: %i ms ahead",
    async (aheadMs) => {
      const ledger = ledgerAhead(aheadMs);
      const { first, second } = windows(ledger);
      await Promise.all([first.load(), second.load()]);
      const [held = ""] = sandbox.control.leaseMany({ provider: "contiguity", count: 1 });
      await first.load();
      await ledger.note(e164(held), { label: "Support line" });
      await second.look();
      expect(second.now.leases).toMatchObject([{ number: held, label: "Support line" }]);

      ledger.keepList = () =>
        Promise.reject(new LeaseError({ kind: "ledger-unavailable", reason: "read-only" }));
      sandbox.control.takeAway(held);
      await second.load();
      expect(numbers(second.now)).toEqual([]);
    },
  );

  it("knows its accounts before any was read, whatever is heard of the ledger first", async () => {
    const { first } = windows();
    expect(first.now.state).toBe("loading");
    const seen: string[] = [];
    first.onChange(() => seen.push(first.now.state));
    await first.look();
    expect(seen).toEqual(["loading"]);
  });

  it("begins anew when it is called for again, and never shows less for it", async () => {
    const [held] = sandbox.control.leaseMany({ provider: "sinch", count: 1 });
    const { first } = windows();
    await first.load();
    sandbox.control.hold("sinch.list");
    const slow = first.load();
    const again = first.load();
    expect(numbers(first.now)).toEqual([held]);
    sandbox.control.letGo();
    await Promise.all([slow, again]);
    expect(numbers(first.now)).toEqual([held]);
  });

  it("knows an operation by what the provider calls its account, whatever it is called here", async () => {
    const { ledger, first } = windows();
    await first.load();
    const identity = sinchIdentity();
    const claim = await ledger.claim({
      ...exampleOperation({ account: "as the command line calls it" }),
      identity,
    });
    expect(claim.kind).toBe("claimed");
    await first.look();
    expect(first.now.orphans).toEqual([]);
    const entry = first.now.accounts.find((one) => one.account.id === "sinch");
    expect(entry?.operations.map((one) => one.account)).toEqual(["sinch"]);
  });
});

describe("an account whose key another window has replaced", () => {
  it("has the numbers that it had, as of when they were read, beside what to do", async () => {
    const ledger = memoryLedger();
    const sinch = account("sinch");
    const connected = await openAtSandbox(sinch);
    let opened = connected;
    const group = createAccountGroup({
      ledger,
      accounts: () => [sinch],
      open: async () => opened,
      ...exampleGroupTools,
    });
    const list = createLeaseList({ list: () => [sinch], groups: () => [group] });
    const held = sandbox.control.leaseMany({ provider: "sinch", count: 1 });
    await list.load();
    if (connected.kind !== "open") throw new Error("It is open.");
    // As is done where nothing but the key says what the provider knows the account as.
    const { provider } = connected;
    const identity = `${provider.identity} of the other key` as typeof provider.identity;
    await ledger.succeed(provider, { account: sinch.id, identity });
    opened = { kind: "trouble", trouble: { kind: "key-elsewhere" } };
    group.renew();
    await list.load();
    expect(numbers(list.now)).toEqual(held);
    expect(list.now.accounts[0]?.asOf).not.toBeNull();
    const [failure] = treeOf(list.now);
    expect(failure && rowText(failure).description).toContain("saved in another window");
  });
});

const offline: Trouble = {
  kind: "no-answer",
  reason: "connection-lost",
  status: null,
  detail: null,
  retryAfterMs: null,
};

describe("accounts that cannot be read, with nothing known of what they hold", () => {
  const stateWith = (...troubles: readonly Trouble[]) =>
    leasesOf({
      accounts: troubles.map((_, index) => exampleAccount({ id: `${index}` })),
      readings: new Map(
        troubles.map((trouble, index) => [`${index}`, exampleReading({ trouble })]),
      ),
      ledger: emptyView,
    }).state;

  it("are offered to be read again, where none has answered", () => {
    expect(stateWith(offline, { kind: "not-sent", reason: "name-lookup" })).toBe("failed");
  });

  it("have a row each that says why, where trying again would not help", () => {
    expect(stateWith({ kind: "key-elsewhere" })).toBe("ready");
    expect(stateWith({ kind: "unauthorized" }, offline)).toBe("ready");
  });
});

describe("an operation of an account that is not connected here", () => {
  it("says so, and has no menu that gives its lease up", () => {
    const [row] = treeOf({
      accounts: [],
      orphans: [exampleOperation({ account: "elsewhere" })],
      elsewhere: [],
    });
    if (!row) throw new Error("no row");
    expect(rowText(row, "en").description).toContain("of an account that is not connected here");
    expect(rowContext(row)).toBe("operation-elsewhere");
  });

  it.each(["key-gone", "key-elsewhere"] as const)(
    "is also one of an account that another profile has the key of (%s)",
    (kind) => {
      const { orphans, accounts } = leasesOf({
        accounts: [account("sinch")],
        readings: new Map([["sinch", exampleReading({ trouble: { kind } })]]),
        ledger: { ...emptyView, open: [exampleOperation({ account: "sinch" })] },
      });
      expect(orphans.map((one) => one.account)).toEqual(["sinch"]);
      expect(accounts.flatMap(({ operations }) => operations)).toEqual([]);
    },
  );

  it("is out of date beside a ledger that has taken in what could be read of its account's list", () => {
    const lease = exampleLease({ account: "sinch", number: e164("+13055550000") });
    const reading = { leases: [lease, { ...lease, number: e164("+13055550001") }] };
    const list = { account: "sinch", identity: null, leases: [{ lease, origin: "here" as const }] };
    const { leases } = leasesOf({
      accounts: [account("sinch")],
      readings: new Map([
        [
          "sinch",
          exampleReading({
            ...reading,
            unreadable: [{ text: "72345", reason: "id" }],
          }),
        ],
      ]),
      ledger: { ...emptyView, lists: [{ ...list, readAt: "2026", isWhole: false }] },
    });
    expect(leases).toEqual([lease]);
  });

  it("keeps nobody waiting, however many numbers an account has told of before it failed", async () => {
    const leases = Array.from({ length: 20_000 }, (_, index) =>
      exampleLease({ account: "sinch", number: e164(`+1305${5_550_000 + index}`) }),
    );
    const known = leases.map((lease) => ({ lease, origin: "before" as const }));
    const list = { account: "sinch", identity: null, readAt: null, isWhole: false, leases: known };
    const before = process.cpuUsage();
    const { leases: shown } = leasesOf({
      accounts: [account("sinch")],
      readings: new Map([
        ["sinch", exampleReading({ leases, trouble: { kind: "unauthorized" }, insteadOf: null })],
      ]),
      ledger: { ...emptyView, lists: [list] },
    });
    const { user, system } = process.cpuUsage(before);
    expect(shown).toHaveLength(leases.length);
    // It takes some hundreds, and looking for each among all took 46,000.
    expect((user + system) / 1000).toBeLessThan(5000 * (await slowness()));
  });
});

function sinchIdentity() {
  const { sinch, contiguity } = sandbox;
  const provider = connectAccount(
    "x",
    { ...sinch, provider: "sinch" },
    { contiguity, sinch },
    { onExchange: () => {} },
  );
  return provider.identity;
}
