import type { AccountId } from "../domain/account.js";
import type { Lease } from "../domain/lease.js";
import { spendRefusal } from "../domain/spending.js";
import type { KnownLease, Ledger } from "./ledger.js";
import {
  type Operation,
  type OperationEntry,
  type OperationEvent,
  advance,
  isOpen,
} from "./operation.js";

/** What the sessions of one ledger in memory share. */
export interface MemoryRecords {
  readonly operations: Map<string, Operation>;
  readonly histories: Map<string, readonly OperationEntry[]>;
  /** `missed`: the last list did not have it. One list may be out of date: the next one decides. */
  readonly leases: Map<
    string,
    KnownLease & { readonly position: number; readonly missed: boolean }
  >;
  readonly lists: Map<AccountId, string>;
  readonly sessions: Set<string>;
  position: number;
}

export function memoryRecords(): MemoryRecords {
  return {
    operations: new Map(),
    histories: new Map(),
    leases: new Map(),
    lists: new Map(),
    sessions: new Set(),
    position: 0,
  };
}

/**
 * A ledger that lasts as long as the process.
 * @param records - to open another session of the same ledger, as another window would.
 */
export function memoryLedger(records: MemoryRecords = memoryRecords()): Ledger {
  const session = crypto.randomUUID();
  records.sessions.add(session);
  const { operations, histories, leases, lists } = records;
  const now = () => new Date().toISOString();
  const alive = () => {
    if (!records.sessions.has(session)) throw new RangeError("the session has ended");
  };
  const openOn = (account: AccountId, number: string) =>
    [...operations.values()].find(
      (one) => isOpen(one) && one.account === account && one.number === number,
    );
  const committed = () => [
    ...[...leases.values()].flatMap(({ lease }) =>
      lease.price && lease.state !== "releasing" ? [lease.price] : [],
    ),
    // Also of a number that is listed: it is leased anew, so what is known of it is out of date.
    ...[...operations.values()].flatMap((one) =>
      isOpen(one) && one.kind === "lease" && one.price ? [one.price] : [],
    ),
  ];
  const hold = (lease: Lease, origin: KnownLease["origin"]) =>
    leases.set(keyOf(lease), { lease, origin, position: (records.position += 1), missed: false });

  return {
    claim: async (wish, caps = []) => {
      alive();
      const by = openOn(wish.account, wish.number);
      if (by) return { kind: "held", by };
      const refusal = wish.kind === "lease" ? spendRefusal(wish.price, caps, committed()) : null;
      if (refusal) return { kind: "over-cap", refusal };
      const operation: Operation = {
        ...wish,
        id: crypto.randomUUID(),
        state: "claimed",
        sender: session,
        failure: null,
        order: null,
        startedAt: now(),
        changedAt: now(),
      };
      operations.set(operation.id, operation);
      histories.set(operation.id, []);
      records.position += 1;
      return { kind: "claimed", operation };
    },
    record: async (operationId, event) => {
      alive();
      const operation = operations.get(operationId);
      if (!operation) throw new RangeError("there is no such operation");
      const at = now();
      const advanced = advance(operation, event, at);
      if (advanced === operation) return operation;
      if (isOpen(operation) && operation.sender !== session)
        throw new RangeError("the operation belongs to another session");
      operations.set(operationId, advanced);
      histories.set(operationId, [...(histories.get(operationId) ?? []), { event, at }]);
      records.position += 1;
      if (event.kind === "committed") keepOutcome(operation, event);
      return advanced;
    },
    takeOver: async (operationId) => {
      alive();
      const operation = operations.get(operationId);
      if (!operation || !isOpen(operation)) return null;
      if (operation.sender === session) return operation;
      if (records.sessions.has(operation.sender)) return null;
      const taken = { ...operation, sender: session };
      operations.set(operationId, taken);
      return taken;
    },
    find: async (operationId) => operations.get(operationId) ?? null,
    operations: async ({ states, account, number } = {}) =>
      [...operations.values()]
        .filter((one) => !states || states.includes(one.state))
        .filter((one) => !account || one.account === account)
        .filter((one) => !number || one.number === number)
        .toReversed(),
    history: async (operationId) => histories.get(operationId) ?? [],
    position: async () => records.position,
    keepList: async (account, listed, since) => {
      alive();
      const held = listed.filter(({ state }) => state !== "released");
      const numbers = new Set(held.map(({ number }) => number));
      for (const [key, known] of leases) {
        const { number } = known.lease;
        if (known.lease.account !== account || numbers.has(number)) continue;
        if (known.position > since || openOn(account, number)) continue;
        if (known.missed) leases.delete(key);
        else leases.set(key, { ...known, missed: true });
      }
      for (const lease of held) {
        const known = leases.get(keyOf(lease));
        if (openOn(account, lease.number) || (known && known.position > since)) continue;
        hold(lease, known?.origin ?? (lists.has(account) ? "elsewhere" : "before"));
      }
      lists.set(account, now());
    },
    lists: async () =>
      [
        ...new Set([...lists.keys(), ...[...leases.values()].map(({ lease }) => lease.account)]),
      ].map((account) => ({
        account,
        readAt: lists.get(account) ?? null,
        leases: [...leases.values()]
          .filter(({ lease, missed }) => lease.account === account && !missed)
          .map(({ lease, origin }) => ({ lease, origin })),
      })),
    committed: async () => committed(),
    forget: async (account) => {
      alive();
      lists.delete(account);
      for (const [key, { lease }] of leases) if (lease.account === account) leases.delete(key);
    },
    notices: async () => [],
    close: async () => {
      records.sessions.delete(session);
    },
  };

  function keepOutcome(
    { kind }: Operation,
    { lease }: Extract<OperationEvent, { kind: "committed" }>,
  ) {
    if (lease.state === "released") leases.delete(keyOf(lease));
    else hold(lease, kind === "lease" ? "here" : (leases.get(keyOf(lease))?.origin ?? "before"));
  }
}

function keyOf({
  account,
  number,
}: {
  readonly account: AccountId;
  readonly number: string;
}): string {
  return `${number} ${account}`;
}
