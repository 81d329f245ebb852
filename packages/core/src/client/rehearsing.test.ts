import { specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it } from "vitest";
import { accountsAt } from "../../test/support/client-stage.js";
import { closingClients } from "../../test/support/closing-clients.js";
import { e164 } from "../../test/support/e164.js";
import { exampleLease } from "../../test/support/example-lease.js";
import { type OpenSession, ledgerKinds } from "../../test/support/ledger-harness.js";
import { sharedSandbox } from "../../test/support/shared-sandbox.js";
import { later } from "../../test/support/timing.js";
import type { Lease } from "../domain/lease.js";
import { type Money, toMoney } from "../domain/money.js";
import type { SpendCap } from "../domain/spending.js";
import { LeaseError } from "../errors/lease-error.js";
import type { Ledger } from "../ledger/ledger.js";
import { memoryLedger } from "../ledger/memory-ledger.js";
import type { Operation, OperationEvent, OperationRequest } from "../ledger/operation.js";
import type { OperationResult } from "../operations/operation-result.js";
import type { LeaseClientOptions } from "./client-options.js";
import type { LeaseClient } from "./lease-client.js";
import type { Quote } from "./quote.js";

const sandbox = await sharedSandbox();
const { control } = sandbox;
const createClient = closingClients();
const [contiguity, sinch] = accountsAt(sandbox);
if (!contiguity || !sinch) throw new Error("there are two");

const number = e164(specialNumbers.contiguity.plain);
const another = e164(specialNumbers.sinch.plain);
const confirm = number.slice(-4);
const lost = {
  kind: "outcome-unknown",
  reason: "timed-out",
  status: null,
  detail: null,
} as const;
const page = { html: true, times: "always" } as const;

const money = (text: string): Money => {
  const [amount = "", currency = ""] = text.split(" ");
  const found = toMoney(amount, currency);
  if (!found) throw new Error("it is no money");
  return found;
};
const caps = (kind: SpendCap["kind"], limit: string): readonly SpendCap[] => [
  { kind, limit: money(limit) },
];

interface Stage {
  readonly open: OpenSession;
  readonly ledger: Ledger;
  /** Changed by a state: what the client is made with, and what is asked of it. */
  options: Partial<LeaseClientOptions>;
  given: NonNullable<Parameters<LeaseClient["lease"]>[1]>;
  quote: (quote: Quote) => Quote;
}

const request: OperationRequest = {
  kind: "lease",
  account: contiguity.account,
  identity: contiguity.identity,
  number,
  price: null,
  lease: null,
  key: null,
};

async function begun(
  ledger: Ledger,
  events: readonly OperationEvent[],
  wanted: Partial<OperationRequest> = {},
): Promise<Operation> {
  const claim = await ledger.claim({ ...request, ...wanted });
  if (claim.kind !== "claimed") throw new Error(`it is ${claim.kind}`);
  for (const event of events) await ledger.record(claim.operation.id, event);
  return claim.operation;
}

/** By a session that has ended since. */
async function left(
  { open }: Stage,
  ...given: [readonly OperationEvent[], Partial<OperationRequest>?]
) {
  const gone = open();
  await begun(gone, ...given);
  await gone.close();
}

const sent = { kind: "sent" } as const;
const unknown = { kind: "unknown", failure: lost } as const;
const unpricedList = () =>
  control.fault("sinch.list", {
    change: [{ at: "/activeNumbers/*/money", to: null }],
    times: "always",
  });
const notPriced = (stage: Stage) => {
  stage.quote = (quote) => ({ ...quote, price: null });
};

/** How things stand before a lease, and whether anything is sent for it then. */
const states: Readonly<Record<string, (stage: Stage) => unknown>> = {
  "nothing in the way": () => {},
  "a cap that it stays within": ({ ledger }) => ledger.setCaps(caps("per-lease", "50 USD")),
  "a monthly cap, and lists that nobody has read": ({ ledger }) =>
    ledger.setCaps(caps("monthly", "50 USD")),
  "a monthly cap of the caller's": (stage) => {
    stage.options = { caps: caps("monthly", "1 USD") };
  },
  "a monthly cap of the ledger's": ({ ledger }) => ledger.setCaps(caps("monthly", "1 USD")),
  "a monthly cap that only what a list shows goes beyond": async ({ ledger }) => {
    control.leaseMany({ provider: "sinch", count: 2 });
    await ledger.setCaps(caps("monthly", "4 USD"));
  },
  "a cap on one lease": (stage) => {
    stage.options = { caps: caps("per-lease", "2 USD") };
  },
  "caps of which each allows another currency": async (stage) => {
    stage.options = { caps: caps("monthly", "50 EUR") };
    await stage.ledger.setCaps(caps("monthly", "50 USD"));
  },
  "a list that is needed and does not answer": async ({ ledger }) => {
    await ledger.setCaps(caps("monthly", "50 USD"));
    control.fault("sinch.list", page);
  },
  "a list that was read before and does not answer": async ({ ledger, open }) => {
    await createClient({ accounts: accountsAt(sandbox), ledger: open(), timing: later }).sweep();
    await ledger.setCaps(caps("monthly", "50 USD"));
    control.fault("sinch.list", page);
  },
  "an account that is not connected": async (stage) => {
    stage.options = { unconnected: ["elsewhere"] };
    await stage.ledger.setCaps(caps("monthly", "50 USD"));
  },
  "held numbers of which nobody says what they cost": async ({ ledger }) => {
    unpricedList();
    control.leaseMany({ provider: "sinch", count: 2 });
    await ledger.setCaps(caps("monthly", "50 USD"));
  },
  "held numbers whose price a list says by now": async ({ ledger, open }) => {
    unpricedList();
    control.leaseMany({ provider: "sinch", count: 1 });
    await createClient({ accounts: accountsAt(sandbox), ledger: open(), timing: later }).sweep();
    control.clearFaults();
    await ledger.setCaps(caps("monthly", "50 USD"));
  },
  "a price that nobody says, and nobody has agreed to": notPriced,
  "a price that nobody says, under a cap": async (stage) => {
    notPriced(stage);
    stage.given = { unknownPrice: true };
    await stage.ledger.setCaps(caps("per-lease", "50 USD"));
  },
  "a price that nobody says, counted as more than a cap": async (stage) => {
    notPriced(stage);
    const recurring = money("9 USD");
    stage.given = { unknownPrice: { setup: recurring, recurring, intervalMonths: 1 } };
    await stage.ledger.setCaps(caps("per-lease", "10 USD"));
  },
  "another price than was agreed to": () => control.setPrice(number, { recurring: "3.00" }),
  "a quote that is too old": (stage) => {
    stage.quote = (quote) => ({ ...quote, quotedAtMs: quote.quotedAtMs - 3_600_000 });
  },
  "a number that somebody else has leased": () => control.takeAway(number),
  "a provider that does not answer": () => control.fault("contiguity.get", page),
  "what it cannot be connected to": (stage) => {
    stage.given = { connect: { rcs: "x" } };
  },
  "an account that is not there": (stage) => {
    stage.quote = (quote) => ({ ...quote, account: "nowhere" });
  },
  "a signal that has ended": (stage) => {
    stage.given = { signal: AbortSignal.abort() };
  },
  "the number leased already": async ({ open }) => {
    const other = createClient({ accounts: accountsAt(sandbox), ledger: open(), timing: later });
    await other.lease(await other.quote(contiguity.account, number));
  },
  "the number leased already, and given away since": async (stage) => {
    await left(stage, [
      sent,
      {
        kind: "committed",
        lease: exampleLease({ number, account: contiguity.account }),
        how: "answered",
      },
    ]);
    control.takeAway(number);
  },
  "a key that has its answer": (stage) => {
    stage.given = { key: "job 7" };
    return left(
      stage,
      [
        sent,
        {
          kind: "committed",
          lease: exampleLease({ number, account: contiguity.account }),
          how: "answered",
        },
      ],
      { key: "job 7" },
    );
  },
  "a key of another request": (stage) => {
    stage.given = { key: "job 7" };
    return left(stage, [{ kind: "not-sent", failure: lost }], { key: "job 7", number: another });
  },
  "an operation that was only claimed, by who is gone": (stage) => left(stage, []),
  "an operation that was sent, by who is gone": (stage) => left(stage, [sent]),
  "an operation that was sent, by who is gone, asked for by a key": (stage) => {
    stage.given = { key: "job 7" };
    return left(stage, [sent]);
  },
  "an operation of which nobody knows": ({ ledger }) => begun(ledger, [sent, unknown]),
  "an operation that needs a person": ({ ledger }) =>
    begun(ledger, [sent, unknown, { kind: "needs-attention", failure: lost }]),
  "an operation of another account": ({ open }) =>
    begun(open(), [sent, unknown], { account: sinch.account, identity: sinch.identity }),
  "a release that is under way": ({ open }) => begun(open(), [sent, unknown], { kind: "release" }),
  "a ledger that is closed": ({ ledger }) => ledger.close(),
};

describe.each(ledgerKinds)("a rehearsal, with a ledger $name", ({ start }) => {
  const stageOf = (): Stage => {
    const open = start();
    return { open, ledger: open(), options: {}, given: {}, quote: (quote) => quote };
  };
  const client = ({ ledger, options }: Stage, timing = later) =>
    createClient({ accounts: accountsAt(sandbox), ledger, timing, ...options });
  const received = () =>
    Object.values(control.writes()).reduce((sum, one) => sum + one.received, 0);

  it.for(Object.entries(states))("says what a lease then says: %s", async ([, prepare]) => {
    const stage = stageOf();
    const quoted = await client(stage).quote(contiguity.account, number);
    await prepare(stage);
    const leases = client(stage);
    const observer = stage.open();
    const asked = [stage.quote(quoted), stage.given] as const;

    const [before, sentBefore] = [await contentOf(observer), received()];
    const rehearsed = await saidOf(leases.rehearseLease(...asked));
    expect(await saidOf(leases.rehearseLease(...asked))).toEqual(rehearsed);
    expect(await contentOf(observer)).toEqual(before);
    expect(received()).toBe(sentBefore);
    expect(await saidOf(leases.lease(...asked))).toEqual(rehearsed);
    expect(received() - sentBefore).toBe(rehearsed === "sent" ? 1 : 0);
  });

  /** The number, leased from a machine of which nobody knows here. */
  const held = async (): Promise<Lease> => {
    const elsewhere = client({ ...stageOf(), ledger: memoryLedger() });
    const leased = await elsewhere.lease(await elsewhere.quote(contiguity.account, number));
    if (leased.kind !== "committed") throw new Error(`it is ${leased.kind}`);
    return leased.lease;
  };
  const releases: Readonly<Record<string, (stage: Stage) => unknown>> = {
    "nothing in the way": () => {},
    "a number that is protected": ({ ledger }) => ledger.note(number, { isProtected: true }),
    "a number that is not held any more": () => control.takeAway(number),
    "a provider that does not answer": () => control.fault("contiguity.get", page),
    "a release of which nobody knows": ({ ledger }) =>
      begun(ledger, [sent, unknown], { kind: "release" }),
    "a lease that is under way": ({ open }) => begun(open(), [sent, unknown]),
    "a key of another request": (stage) => {
      stage.given = { key: "job 7" };
      return left(stage, [{ kind: "not-sent", failure: lost }], { key: "job 7" });
    },
  };

  it.for(Object.entries(releases))("says what a release then says: %s", async ([, prepare]) => {
    const stage = stageOf();
    const lease = await held();
    await prepare(stage);
    const leases = client(stage);
    const observer = stage.open();
    const asked = [lease, { confirm, ...stage.given }] as const;
    const [before, sentBefore] = [await contentOf(observer), received()];
    const rehearsed = await saidOf(leases.rehearseRelease(...asked));
    expect(await contentOf(observer)).toEqual(before);
    expect(received()).toBe(sentBefore);
    expect(await saidOf(leases.release(...asked))).toEqual(rehearsed);
    expect(received() - sentBefore).toBe(rehearsed === "sent" ? 1 : 0);
  });

  it.for([
    ["one of which nobody knows", ({ open }: Stage) => begun(open(), [sent, unknown])],
    ["one that is left", (stage: Stage) => left(stage, [sent])],
    ["one of its own", ({ ledger }: Stage) => begun(ledger, [sent, unknown])],
  ] as const)("says what giving up then says: %s", async ([, prepare]) => {
    const stage = stageOf();
    await prepare(stage);
    const leases = client(stage);
    const observer = stage.open();
    const id = (await observer.operations())[0]?.id ?? "";
    const before = await contentOf(observer);
    const stateOf = async ({ state }: Operation) => state;
    const rehearsed = await leases.rehearseAbandon(id).then(stateOf, failure);
    expect(await contentOf(observer)).toEqual(before);
    expect(await leases.abandon(id).then(stateOf, failure)).toEqual(rehearsed);
  });

  it("holds the number for nobody, and wakes nobody who waits for a change", async () => {
    const stage = stageOf();
    const [here, there] = [client(stage), client({ ...stage, ledger: stage.open() })];
    const quote = await here.quote(contiguity.account, number);
    const changed = new Array<string>();
    here.onChange(({ state }) => void changed.push(state));
    const answers = await Promise.all([
      here.rehearseLease(quote),
      there.rehearseLease(quote),
      here.rehearseLease(quote),
    ]);
    expect(answers).toEqual([null, null, null]);
    expect(changed).toEqual([]);
    expect(await there.lease(quote)).toMatchObject({ kind: "committed", already: false });
  });

  it("says what comes of a lease that is on its way, and leaves it alone", async () => {
    const stage = stageOf();
    const leases = client(stage);
    const quote = await leases.quote(contiguity.account, number);
    control.hold("contiguity.lease");
    const leasing = leases.lease(quote);
    await expect.poll(received).toBe(1);
    const rehearsing = leases.rehearseLease(quote);
    control.letGo();
    expect(await rehearsing).toMatchObject({ kind: "committed", already: false });
    expect(await leasing).toMatchObject({ kind: "committed", already: false });
    expect(received()).toBe(1);
  });
});

/** What is told of it; `sent` where nothing stands in the way. */
async function saidOf(asked: Promise<OperationResult | null>): Promise<unknown> {
  try {
    const result = await asked;
    if (!result || (result.kind === "committed" && !result.already && result.how === "answered"))
      return "sent";
    const { operation, ...rest } = result;
    return { ...rest, operation: { ...operation, changedAt: "", sender: "" } };
  } catch (error) {
    return failure(error);
  }
}

function failure(error: unknown): unknown {
  if (LeaseError.isInstance(error)) return error.failure;
  throw error;
}

/** All that a ledger says of itself. */
async function contentOf(ledger: Ledger): Promise<unknown> {
  const operations = await ledger.operations();
  return {
    operations,
    histories: await Promise.all(operations.map(({ id }) => ledger.history(id))),
    position: await ledger.position(),
    lists: await ledger.lists(),
    notes: await ledger.notes(),
    notices: await ledger.notices(),
    spending: await ledger.spending(),
    caps: await ledger.caps(),
  };
}
