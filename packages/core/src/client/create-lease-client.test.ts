import { specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it } from "vitest";
import { toMoney } from "../domain/money.js";
import { type E164, toE164 } from "../domain/phone-number.js";
import { LeaseError } from "../errors/lease-error.js";
import { nodeTransport } from "../node/node-transport.js";
import { memoryLedger } from "../ledger/memory-ledger.js";
import { defaultTiming } from "../operations/timing.js";
import { contiguityProvider } from "../providers/contiguity/provider.js";
import type { ProviderAccount } from "../providers/provider-account.js";
import { sinchProvider } from "../providers/sinch/provider.js";
import { failureOf } from "../../test/support/failure.js";
import { ledgerKinds } from "../../test/support/ledger-harness.js";
import { quickClock } from "../../test/support/quick-clock.js";
import { sharedSandbox } from "../../test/support/shared-sandbox.js";
import { later, soon } from "../../test/support/timing.js";
import { createLeaseClient } from "./create-lease-client.js";
import { distinctAccounts } from "./distinct-accounts.js";

const sandbox = await sharedSandbox();
const { control } = sandbox;
const transport = nodeTransport();
const number = e164(specialNumbers.contiguity.plain);
const contiguity = (account = "c") =>
  contiguityProvider({ ...sandbox.contiguity, account, transport });
const sinch = (account = "s") => sinchProvider({ ...sandbox.sinch, account, transport });
const client = (...accounts: readonly ProviderAccount[]) =>
  createLeaseClient({ accounts, ledger: memoryLedger(), timing: later });

/** What a caller in JavaScript may do: nothing checks its types. */
function create(options: unknown): () => unknown {
  return () => createLeaseClient(options as Parameters<typeof createLeaseClient>[0]);
}

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return LeaseError.isInstance(error) ? error.failure : error;
  }
}

describe("the options of a client", () => {
  const whole = { accounts: [], ledger: memoryLedger() };

  it.each([
    ["none", undefined, "options"],
    ["no ledger", { accounts: [] }, "ledger"],
    ["something that is no ledger", { accounts: [], ledger: {} }, "ledger"],
    ["no accounts", { ledger: memoryLedger() }, "accounts"],
    ["a misspelt cap", { ...whole, cap: [] }, "cap"],
    ["a cap that is a number", { ...whole, caps: [60] }, "caps"],
    ["a cap of another kind", { ...whole, caps: [{ kind: "yearly", limit: usd("60") }] }, "caps"],
    [
      "a cap below nothing",
      { ...whole, caps: [{ kind: "monthly", limit: { amount: "-1", currency: "USD" } }] },
      "caps",
    ],
    ["a clock that cannot sleep", { ...whole, clock: { monotonicMs: () => 0 } }, "clock"],
    ["a timing that lacks something", { ...whole, timing: { looksAfterMs: [] } }, "timing"],
    [
      "a timing that is no time",
      { ...whole, timing: { ...defaultTiming, onItsWayMs: Number.NaN } },
      "timing",
    ],
  ])("are refused when they are %s", (_name, options, field) => {
    expect(thrownBy(create(options))).toMatchObject({ kind: "bad-input", field });
  });

  it("are refused when one account has two names, and say under which it is connected", () => {
    expect(thrownBy(() => client(contiguity("work"), sinch(), contiguity("home")))).toMatchObject({
      kind: "bad-input",
      field: "accounts",
      reason: "The account “home” is already connected as “work”.",
    });
  });

  it("can be told apart before, so that one account too many does not cost the others", () => {
    const { accounts, refused } = distinctAccounts([
      contiguity("work"),
      sinch(),
      contiguity("home"),
    ]);
    expect(accounts.map(({ account }) => account)).toEqual(["work", "s"]);
    expect([...refused.keys()]).toEqual(["home"]);
  });

  it.each(["", " ", "k".repeat(201)])("are refused where the key is %j", async (key) => {
    const standing = client(contiguity()).standing({ kind: "lease", account: "c", number, key });
    expect(await failureOf(standing)).toMatchObject({ kind: "bad-input", field: "key" });
  });
});

it("describes its accounts, and hands none of them out", () => {
  const [account] = client(contiguity()).accounts;
  expect(Object.keys(account ?? {}).toSorted()).toEqual([
    "capabilities",
    "filters",
    "id",
    "identity",
    "name",
    "provider",
  ]);
  expect(account).toMatchObject({ id: "c", provider: "contiguity", name: "Contiguity" });
});

describe("whatever goes wrong", () => {
  /** An adapter that does what no adapter may. */
  const broken = (changes: Partial<ProviderAccount>): ProviderAccount => ({
    ...contiguity(),
    ...changes,
  });
  const throwing = () => {
    throw new TypeError("of our own");
  };
  const search = async (accounts: readonly ProviderAccount[], signal?: AbortSignal) => {
    const events: string[] = [];
    for await (const event of client(...accounts).search({ country: "US" }, { signal }))
      if (event.kind !== "items" || event.items.length > 0)
        events.push(
          `${event.account} ${event.kind === "failed" ? event.failure.kind : event.kind}`,
        );
    return events;
  };

  it.each([
    ["throws at once", { search: throwing }],
    [
      "throws what is no error of ours",
      {
        async *search() {
          yield { offers: [], unread: [], unfiltered: [] };
          throwing();
        },
      },
    ],
    ["answers with something else", { search: () => undefined as never }],
  ])("an adapter that %s does not end the search of the others", async (_name, changes) => {
    const events = await search([broken(changes), sinch()]);
    expect(events).toContain("c defect");
    expect(events).toContain("s items");
    expect(events).toContain("s complete");
  });

  it("an adapter that never answers holds up nobody, and is left when the signal says so", async () => {
    const silent = broken({
      search: () => ({ [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => {}) }) }),
    });
    const events = await search([silent, sinch()], AbortSignal.timeout(400));
    expect(events).toContain("s complete");
    expect(events).toContain("c cancelled");
  });

  it("only our own error comes out", async () => {
    const broken = { ...contiguity(), quote: throwing, get: throwing, verify: throwing };
    const leases = client(broken);
    for (const failing of [
      leases.quote("c", number),
      leases.get("c", number),
      leases.verify("c"),
      // Nobody knows what a caller in JavaScript gives.
      leases.lease(undefined as never),
    ])
      expect(await failureOf(failing)).toMatchObject({ kind: "defect" });
    expect(await failureOf(leases.abandon("nobody"))).toMatchObject({ kind: "bad-input" });
  });

  it("an adapter that fails while it sends leaves the outcome unknown", async () => {
    const account = broken({ prepareLease: async () => ({ send: throwing }) });
    const leases = client(account);
    expect(await leases.lease(await leases.quote("c", number))).toMatchObject({
      kind: "unknown",
      failure: { reason: "unexpected-form" },
    });
  });

  it("an adapter that hangs before it sends is left when the signal says so, and nothing was sent", async () => {
    const account = broken({ prepareLease: () => new Promise(() => {}) });
    const leases = client(account);
    const quote = await leases.quote("c", number);
    const failure = await failureOf(leases.lease(quote, { signal: AbortSignal.timeout(50) }));
    expect(failure).toEqual({ kind: "not-sent", reason: "cancelled" });
    expect(await leases.operations()).toMatchObject([{ state: "not-sent" }]);
  });

  it("what could not be read is told beside what could", async () => {
    const account = broken({
      async *list() {
        yield { leases: [], unread: [{ text: "72345", reason: "number" }] };
      },
    });
    const events = [];
    for await (const event of client(account).list()) events.push(event.kind);
    expect(events).toEqual(["items", "unread", "complete"]);
  });
});

describe.each(ledgerKinds)("a client that is closed, with a ledger $name", ({ start }) => {
  it("asks no more, and leaves what is not settled to the next one", async () => {
    const open = start();
    const ledger = open();
    const leases = createLeaseClient({ accounts: [contiguity()], ledger });
    control.fault("contiguity.lease", { reset: "before" });
    const { operation } = await leases.lease(await leases.quote("c", number));
    const before = performance.now();
    await leases.close();
    expect(performance.now() - before).toBeLessThan(1000);
    await ledger.close();
    const next = createLeaseClient({
      accounts: [contiguity()],
      ledger: open(),
      clock: quickClock(),
    });
    expect(await next.reconcile()).toMatchObject([{ id: operation.id, state: "absent" }]);
  });

  it("has written down first what it was sending", async () => {
    const ledger = start()();
    control.latency(200, "contiguity.lease");
    const leases = createLeaseClient({ accounts: [contiguity()], ledger, timing: later });
    const leasing = leases.lease(await leases.quote("c", number));
    await expect.poll(() => control.writes()["contiguity.lease"].received).toBe(1);
    await leases.close();
    expect(await ledger.operations()).toMatchObject([{ state: "committed" }]);
    expect(await leasing).toMatchObject({ kind: "committed" });
  });

  it("begins nothing, and says so", async () => {
    const leases = createLeaseClient({ accounts: [contiguity()], ledger: start()() });
    await leases[Symbol.asyncDispose]();
    expect(await failureOf(leases.quote("c", number))).toMatchObject({
      kind: "bad-input",
      field: "client",
    });
    expect(thrownBy(() => leases.list())).toMatchObject({ kind: "bad-input", field: "client" });
  });

  it("has a clock of its own, also where another one uses its ledger", async () => {
    const ledger = start()();
    const clocks = [quickClock(), quickClock()] as const;
    const [one, other] = clocks.map((clock) =>
      createLeaseClient({ accounts: [contiguity()], ledger, clock, timing: soon }),
    );
    clocks[1].advance(3_600_000);
    const quoted = await other?.quote("c", number);
    expect(quoted?.quotedAtMs).toBe(3_600_000);
    expect((await one?.quote("c", number))?.quotedAtMs).toBe(0);
  });

  it("hears of what another session writes, until it is closed", async () => {
    const open = start();
    const [leases, other] = [
      createLeaseClient({ accounts: [contiguity()], ledger: open() }),
      createLeaseClient({ accounts: [contiguity()], ledger: open() }),
    ];
    let heard = 0;
    const hearing = (async () => {
      for await (const _ of leases.changes()) heard += 1;
    })();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await other.lease(await other.quote("c", number));
    await expect.poll(() => heard, { timeout: 3000 }).toBeGreaterThan(0);
    await leases.close();
    await hearing;
  });
});

function usd(amount: string) {
  return toMoney(amount, "USD");
}

function e164(text: string): E164 {
  const number = toE164(text);
  if (!number) throw new Error(`${text} is no number`);
  return number;
}
