import { type Clock, systemClock } from "../clock.js";
import { phrase } from "../domain/translate.js";
import { LeaseError, badInput } from "../errors/lease-error.js";
import { outcomeUnknown } from "../errors/lease-failure.js";
import { roundUpMoney } from "../domain/money.js";
import type { SpendCap } from "../domain/spending.js";
import type { Claim } from "./claim.js";
import { createConnected } from "./connected.js";
import type { Ledger } from "./ledger.js";
import { charges, monthToBook, reservation, spendingAt } from "./costs.js";
import { forget, keepList, keepOutcome, knownLeases } from "./lists.js";
import { endNotes, endNotesBefore, isProtected, keepLabel, note, statePrice } from "./notes.js";
import { wholeHistory } from "./in-pages.js";
import { keepKey, isOvertaken, standing } from "./standing.js";
import { type OperationRequest, advance, claimed, isOpen } from "./operation.js";
import { refusedSpending, sameCaps } from "./caps.js";
import { readBack, settlesDoubts } from "./lost-answers.js";
import { rehearsal } from "./rehearsal.js";
import { canBeAsked, isLeft, takeOver } from "./take-over.js";
import { unlessMoved } from "./unless-moved.js";
import { succeed } from "./succession.js";
import { statusOf } from "./status-of.js";
import type { LedgerRecords, LedgerStore, LedgerView } from "./store.js";
import { whileChosen } from "./while-chosen.js";

/**
 * A ledger over a store: the same rules for all of them, each within one transaction.
 * @param clock - the time of day, for people, and for what counts by months, where the store has no clock of its own.
 */
export function createLedger(
  given: LedgerStore,
  clock: () => Date = () => new Date(),
  time: Clock = systemClock,
): Ledger {
  const closing = new AbortController();
  const now = async (view: LedgerView) => ((await view.now?.()) ?? clock()).toISOString();
  const surroundings = { now, time, closing: closing.signal };
  const doubted = settlesDoubts(unlessMoved(given, time), surroundings);
  const { store } = doubted;
  const chosen = whileChosen(store);
  const { session } = store;
  const accounts = createConnected();
  const inHand = new Set<string>();

  const begin = async (
    records: LedgerRecords,
    id: string,
    wanted: OperationRequest,
    caps: readonly SpendCap[],
  ): Promise<Claim> => {
    const found = await standing(records, wanted, accounts.now().connected);
    if (found) return found;
    if (wanted.kind === "release" && (await isProtected(records, wanted.number)))
      return { kind: "protected" };
    const at = await now(records);
    if (wanted.kind === "lease") {
      const sets = [caps, await records.caps()];
      const refused = await refusedSpending(records, wanted, { ...accounts.now(), sets, at });
      if (refused) return refused;
      await endNotesBefore(records, wanted.number);
    }
    const operation = claimed(id, wanted, session, at);
    await records.insertOperation(operation, await records.advance());
    if (wanted.key !== null) await records.putKey(wanted.key, null);
    await records.putBookings([{ name: id, costs: reservation(operation) }]);
    return { kind: "claimed", operation };
  };

  const find = (id: string) => store.read((view) => view.operation(id));
  return {
    session,
    inHand,
    sendWindow: store.sendWindow ?? null,
    connect: accounts.connect,
    claim: async (wanted, caps = []) => {
      const id = crypto.randomUUID();
      inHand.add(id);
      let isBegun = false;
      try {
        const claim = await readBack(
          chosen.write((records) => begin(records, id, wanted, caps)),
          async (): Promise<Claim | null> => {
            const operation = await find(id);
            return operation && { kind: "claimed", operation };
          },
          () => doubted.note(id),
        );
        isBegun = claim.kind === "claimed";
        return claim;
      } finally {
        if (!isBegun) inHand.delete(id);
      }
    },
    keepKey: (wanted, id) => chosen.write((records) => keepKey(records, wanted, id)),
    standing: (wanted) => store.read((view) => standing(view, wanted, accounts.now().connected)),
    record: (id, event) =>
      readBack(
        // What was sent is written down where it was begun, and so is what was given up.
        (event.kind === "sent" ? chosen : store).write(async (records) => {
          const operation = await records.operation(id);
          if (!operation) throw new LeaseError(outcomeUnknown("record-lost"));
          const at = await now(records);
          const advanced = advance(operation, event, at);
          if (advanced === operation || (await isOvertaken(records, operation, event)))
            return operation;
          const own = operation.sender === session;
          // Nobody asks about what a person gives up, so no account is needed for it.
          const left = async () =>
            isLeft(operation) ||
            (event.kind === "abandoned" && (await records.isGone(operation.sender)));
          if (isOpen(operation) && !own && !(await left()))
            throw new RangeError("the operation belongs to another session");
          const position = await records.advance();
          await records.updateOperations([advanced]);
          await records.addEntry(id, { event, at }, position);
          const month = await monthToBook(records, at);
          if (!isOpen(advanced)) {
            await records.setMonth(month);
            await records.putBookings([{ name: id, costs: charges(advanced, month) }]);
          }
          if (event.kind === "committed")
            await keepOutcome(records, operation, event.lease, { position, month, at });
          if (event.kind === "committed" && operation.kind === "release")
            await endNotes(records, operation, [event.lease]);
          return advanced;
        }),
        async () => {
          const operation = await find(id);
          return operation?.state === event.kind && operation.sender === session ? operation : null;
        },
      ),
    takeOver: (id, identities) => {
      let isOwn = false;
      return readBack(
        store.write(async (records) => {
          isOwn = (await records.operation(id))?.sender === session;
          return takeOver(records, id, { identities, session });
        }),
        async () => {
          const now = await find(id);
          return now?.sender === session && canBeAsked(now, identities) ? now : null;
        },
        // What was this session's before is in good hands, and may be on its way.
        () => isOwn || doubted.note(id),
      );
    },
    find,
    operations: async (filter = {}) => {
      const { limit } = filter;
      if (limit === undefined) return store.read((view) => wholeHistory(view, filter));
      if (!Number.isInteger(limit) || limit < 1)
        throw badInput("limit", phrase("The limit has to be a whole number above 0."));
      return store.read((view) => view.operations(filter));
    },
    history: (id) => store.read((view) => view.history(id)),
    position: () => store.read((view) => view.position()),
    changed: (since, signal) => store.changed(since, signal),
    keepList: (account, leases, since, { isWhole = true } = {}) =>
      chosen.write(async (records) => {
        const readAt = await now(records);
        const { connected } = accounts.now();
        await keepList(records, { account, leases, since, readAt, isWhole, connected });
      }),
    lists: () => store.read(knownLeases),
    notes: () => store.read((view) => view.notes()),
    note: (number, changes) => chosen.write((records) => note(records, number, changes)),
    keepLabel: (account, number, label) =>
      chosen.write((records) => keepLabel(records, account, number, label)),
    spending: () =>
      store.read(async (view) => {
        const { running, bill, unpriced } = await spendingAt(view, await now(view));
        return { running: running.map(roundUpMoney), bill: bill.map(roundUpMoney), unpriced };
      }),
    statePrice: (number, price) =>
      chosen.write((records) => statePrice(records, { number, price })),
    caps: () => store.read((view) => view.caps()),
    setCaps: (caps, instead) =>
      chosen.write(async (records) => {
        if (instead && !sameCaps(await records.caps(), instead)) return false;
        await records.advance();
        await records.setCaps(caps);
        return true;
      }),
    forget: (account) => chosen.write((records) => forget(records, account)),
    succeed: (before, account) => chosen.write((records) => succeed(records, before, account)),
    notices: () => store.read((view) => view.notices()),
    status: () => given.read(statusOf),
    rehearsal: () =>
      rehearsal(given, inHand, (one) => accounts.connectTo(createLedger(one, clock, time))),
    close: () => {
      closing.abort();
      inHand.clear();
      return store.close();
    },
  };
}
