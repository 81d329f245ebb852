import assert from "node:assert/strict";
import { systemClock } from "../clock.js";
import type { LedgerView } from "../ledger/store.js";
import { LeaseError } from "../errors/lease-error.js";
import { moveLedger } from "../ledger/move.js";
import { createLedger } from "../ledger/rules.js";
import { openStates } from "../ledger/operation.js";
import type { LedgerStore } from "../ledger/store.js";
import { wholeList } from "../ledger/in-pages.js";
import {
  type LedgerStoreStage,
  a,
  another,
  b,
  begun,
  done,
  e164,
  leaseOf,
  ledgerOn,
  lost,
  monthly,
  refused,
  release,
  request,
} from "./ledger-stage.js";

/** Two ledgers, both empty. */
export interface MoveStage {
  readonly source: LedgerStoreStage;
  readonly target: LedgerStoreStage;
}

/** Declares one test on them. */
export type MoveTest = (name: string, body: (stage: MoveStage) => Promise<void>) => void;

export const there = "another://ledger";

/** Moves, and ends both sessions, as a command does it. @param faulted - what goes wrong with a store. */
export async function moved(
  { source, target }: MoveStage,
  faulted: (stores: Stores) => Stores = (stores) => stores,
) {
  const stores = { from: source.open(), into: target.open() };
  const { from, into } = faulted(stores);
  try {
    return await moveLedger(from, into, { to: there });
  } finally {
    await stores.from.close();
    await stores.into.close();
  }
}

export interface Stores {
  readonly from: LedgerStore;
  readonly into: LedgerStore;
}

export const numbers = ["+12025550101", "+12025550102", "+12025550103", "+12025550104"].map(e164);

/** Something of everything: each kind of ending, what is open, lists, costs, caps. Nobody's session any more. */
export async function fill(stage: LedgerStoreStage): Promise<void> {
  const ledger = ledgerOn(stage);
  const [first = another, second = another, third = another, fourth = another] = numbers;
  await ledger.keepList(a, [leaseOf(fourth)], await ledger.position());
  await begun(ledger, { ...request, number: first, key: "job 1" }, { kind: "sent" }, done(first));
  await begun(ledger, request, { kind: "sent" }, { kind: "rejected", failure: refused });
  const unknown = { kind: "unknown", failure: lost } as const;
  await begun(ledger, { ...request, number: second }, { kind: "sent" }, unknown);
  await begun(ledger, { ...request, ...b, number: third });
  await begun(
    ledger,
    { ...release, number: fourth, lease: leaseOf(fourth) },
    { kind: "sent" },
    done(fourth, null, "releasing"),
  );
  await begun(
    ledger,
    { ...request, number: another },
    { kind: "sent" },
    unknown,
    { kind: "needs-attention", failure: lost },
    { kind: "abandoned" },
  );
  await ledger.setCaps(monthly("100.00"));
  await ledger.note(first, { label: "Support line", isProtected: true });
  await ledger.note(another, { label: "Front door", isProtected: false });
  await ledger.close();
}

/** All that a ledger holds, but for where it stands in it and whose what is open is. */
export async function contents(stage: LedgerStoreStage): Promise<unknown> {
  const store = stage.open();
  try {
    return await store.read(contentsOf);
  } finally {
    await store.close();
  }
}

async function contentsOf(view: LedgerView) {
  const operations = await view.operations({});
  const lists = await view.lists();
  const histories = [];
  for (const { id } of operations) histories.push(await view.history(id));
  const leases = [];
  for (const { list } of lists)
    for await (const { position: _ours, ...lease } of wholeList(view, list)) leases.push(lease);
  return {
    operations: operations.map((one) => ({
      ...one,
      sender: isOpenState(one.state) ? "" : one.sender,
    })),
    histories,
    lists: lists.map(({ position: _ours, ...list }) => list),
    leases,
    bookings: await view.bookings(),
    costs: await view.costs("2026-11"),
    caps: await view.caps(),
    notes: await view.notes(),
  };
}

function isOpenState(state: string): boolean {
  return openStates.some((one) => one === state);
}

/** Nothing can be begun in it. */
export async function assertClosed(stage: LedgerStoreStage): Promise<void> {
  const ledger = ledgerOn(stage);
  await assert.rejects(
    ledger.claim({ ...request, number: e164("+12025550177") }),
    /taken over|being moved/,
  );
  await ledger.close();
}

/** Whether a ledger has what the other one held, and whether anything can be written in it. */
export async function standing(stage: LedgerStoreStage) {
  // Whether something arrives is looked at as often as ever, with no time between: nobody moves it meanwhile.
  const time = { ...systemClock, sleep: async () => {} };
  const ledger = createLedger(stage.open(), undefined, time);
  const isThere = (await ledger.operations()).length > 0;
  const isClosed = await ledger.setCaps(await ledger.caps()).then(
    () => false,
    () => true,
  );
  await ledger.close();
  return { isThere, isClosed };
}

/** The write after so many does not happen. */
export function failing(store: LedgerStore, after: number): LedgerStore {
  let left = after;
  return {
    ...store,
    write: async (work) => {
      if (left === 0) throw gone();
      left -= 1;
      return store.write(work);
    },
  };
}

/** The write after so many happens, and nobody hears of it. */
export function deaf(store: LedgerStore, after: number): LedgerStore {
  let left = after;
  return {
    ...store,
    write: async (work) => {
      const result = await store.write(work);
      if (left === 0) throw gone();
      left -= 1;
      return result;
    },
  };
}

const gone = () => new LeaseError({ kind: "ledger-unavailable", reason: "failed" });
