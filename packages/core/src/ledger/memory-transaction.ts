import { totalsByCurrency } from "../domain/money.js";
import type { E164 } from "../domain/phone-number.js";
import type { OperationFilter } from "./ledger.js";
import type { MemoryRecords } from "./memory-records.js";
import { oneByOne } from "./one-by-one.js";
import { type Operation, isOpen } from "./operation.js";
import { isUnpriced } from "./list-of.js";
import type { LedgerRecords } from "./store.js";

/** What a transaction works with. @param undo - gets what takes back each change. */
export function recordsOf(records: MemoryRecords, undo: (() => void)[]): LedgerRecords {
  const put = <Value>(map: Map<string, Value>, key: string, value: Value | null) => {
    const before = map.get(key);
    undo.push(() => (before === undefined ? map.delete(key) : map.set(key, before)));
    if (value === null) map.delete(key);
    else map.set(key, value);
  };
  const set = <Key extends "caps" | "month" | "moved" | "notices" | "position" | "rewoundAt">(
    key: Key,
    value: MemoryRecords[Key],
  ) => {
    const before = records[key];
    undo.push(() => (records[key] = before));
    records[key] = value;
  };
  const newest = () => [...records.operations.values()].toReversed();

  const single: Omit<LedgerRecords, keyof ReturnType<typeof oneByOne>> = {
    position: async () => records.position,
    operation: async (id) => records.operations.get(id) ?? null,
    operationByKey: async (key) =>
      records.operations.get(records.keys.get(key) ?? "") ??
      newest().find((one) => one.key === key) ??
      null,
    keys: async () => [...records.keys].map(([key, operation]) => ({ key, operation })),
    operations: async (filter) => chosen(newest(), filter),
    history: async (id) => records.histories.get(id) ?? [],
    page: async (after, limit) => {
      const all = [...records.operations.values()];
      const from = after === null ? 0 : all.findIndex(({ id }) => id === after) + 1;
      const some = all.slice(from, from + limit);
      return some.map((operation) => ({
        operation,
        history: records.histories.get(operation.id) ?? [],
      }));
    },
    leasePage: async (list, after, limit) =>
      [...records.leases]
        .filter(([key]) => key.startsWith(leaseKey(list, "")) && key > leaseKey(list, after ?? ""))
        .map(([, record]) => record)
        .toSorted((one, other) => (one.lease.number < other.lease.number ? -1 : 1))
        .slice(0, limit),
    leases: async (list, numbers) =>
      numbers.flatMap((number) => records.leases.get(leaseKey(list, number)) ?? []),
    lastDone: async ({ identity, account }, numbers) =>
      numbers.flatMap((number) =>
        chosen(newest(), {
          identity,
          account: identity === null ? account : undefined,
          number,
          states: ["committed"],
          limit: 1,
        }),
      ),
    lists: async () =>
      [...records.lists.values()].toSorted((one, other) => (one.list < other.list ? -1 : 1)),
    unpriced: async () =>
      [...records.leases]
        .filter(([, record]) => isUnpriced(record))
        .map(([key, { lease }]) => ({
          list: key.slice(0, -leaseKey("", lease.number).length),
          number: lease.number,
        })),
    costs: async (month) => {
      const counted = [...records.costs.values()]
        .flat()
        .filter((cost) => cost.month === null || cost.month >= month);
      return (["running", "once"] as const).flatMap((kind) =>
        totalsByCurrency(
          counted.filter((cost) => cost.kind === kind).map(({ money }) => money),
        ).map((money) => ({ kind, money })),
      );
    },
    caps: async () => records.caps,
    notes: async (numbers) =>
      [...records.notes.values()]
        .filter(({ number }) => !numbers || numbers.includes(number))
        .toSorted((one, other) => (one.number < other.number ? -1 : 1)),
    notices: async () => records.notices,
    month: async () => records.month,
    rewoundAt: async () => records.rewoundAt,
    bookings: async (names) =>
      [...records.costs]
        .filter(([name]) => !names || names.includes(name))
        .map(([name, costs]) => ({ name, costs }))
        .toSorted((one, other) => (one.name < other.name ? -1 : 1)),
    about: async () => ({ place: "memory", version: 1 }),
    sessions: async () =>
      [...records.sessions].map((session) => ({ session, holder: "this process", since: null })),
    moved: async () => records.moved,
    hasTaken: async (move) => records.taken.has(move),
    advance: async (steps = 1) => {
      set("position", records.position + steps);
      return records.position;
    },
    isGone: async (session) => !records.sessions.has(session),
    insertOperation: async (operation) => {
      // What was begun before ledgers knew identities may stand on a number twice.
      const isClaim = (one: Operation) => isOpen(one) && one.identity !== null;
      if (
        isClaim(operation) &&
        newest().some((one) => isClaim(one) && one.number === operation.number)
      )
        throw new Error("an open operation has the number");
      put(records.operations, operation.id, operation);
      put(records.histories, operation.id, []);
    },
    updateOperations: async (operations) => {
      for (const operation of operations) put(records.operations, operation.id, operation);
    },
    addEntry: async (id, entry) =>
      put(records.histories, id, [...(records.histories.get(id) ?? []), entry]),
    putKey: async (key, operation) => put(records.keys, key, operation),
    putLeases: async (list, leases) => {
      for (const record of leases) put(records.leases, leaseKey(list, record.lease.number), record);
    },
    dropLeases: async (list, numbers) => {
      for (const number of numbers) put(records.leases, leaseKey(list, number), null);
    },
    putList: async (record) => put(records.lists, record.list, record),
    dropList: async (list) => put(records.lists, list, null),
    putBookings: async (bookings) => {
      for (const { name, costs } of bookings)
        put(records.costs, name, costs.length > 0 ? costs : null);
    },
    setCaps: async (caps) => set("caps", caps),
    putNotes: async (notes) => {
      for (const note of notes)
        put(records.notes, note.number, note.label !== null || note.isProtected ? note : null);
    },
    setMonth: async (month) => set("month", month),
    setRewoundAt: async (position) => set("rewoundAt", position),
    addNotice: async (notice) => set("notices", [...records.notices, notice]),
    setMoved: async (moved) => set("moved", moved),
    setTaken: async (move) => {
      undo.push(() => records.taken.delete(move));
      records.taken.add(move);
    },
  };
  return { ...single, ...oneByOne(single) };
}

function chosen(
  newest: readonly Operation[],
  { states, identity, account, number, limit, before }: OperationFilter,
): readonly Operation[] {
  const place = before === undefined ? -1 : newest.findIndex(({ id }) => id === before);
  const from = before !== undefined && place < 0 ? newest.length : place + 1;
  return newest
    .slice(from)
    .filter((one) => !states || states.includes(one.state))
    .filter((one) => identity === undefined || one.identity === identity)
    .filter((one) => account === undefined || one.account === account)
    .filter((one) => number === undefined || one.number === number)
    .slice(0, limit);
}

function leaseKey(list: string, number: E164 | ""): string {
  return `${list}\0${number}`;
}
