import type { Ledger } from "../../../src/ledger/ledger.js";
import type { MemoryRecords } from "../../../src/ledger/memory-records.js";
import type { Operation, OperationEvent } from "../../../src/ledger/operation.js";

// Ledgers with a rule left out, each in the place of the one that has it.

/** "Sent" is written down together with what came of it. */
export function markedLate(ledger: Ledger): Ledger {
  const late = new Map<string, OperationEvent>();
  return {
    ...ledger,
    record: async (id, event) => {
      const operation = await ledger.find(id);
      if (operation && event.kind === "sent") {
        late.set(id, event);
        return { ...operation, state: "sent" };
      }
      const mark = late.get(id);
      late.delete(id);
      if (mark) await ledger.record(id, mark);
      return ledger.record(id, event);
    },
  };
}

/** Whoever has marked it as sent takes it for theirs to send, however long ago that was. */
export function markBelieved(ledger: Ledger): Ledger {
  const marked = new Map<string, Operation>();
  return {
    ...ledger,
    record: async (id, event) => {
      const operation = await ledger.record(id, event);
      if (event.kind === "sent") marked.set(id, operation);
      else marked.delete(id);
      return operation;
    },
    find: async (id) => marked.get(id) ?? ledger.find(id),
  };
}

/** Begins, whoever else has begun. */
export function unclaimed(ledger: Ledger, { operations }: MemoryRecords): Ledger {
  return {
    ...ledger,
    standing: async () => null,
    claim: async (request, caps) => {
      // By way of another number, which nobody has claimed.
      const number = `+999${String(operations.size).padStart(8, "0")}` as typeof request.number;
      const claim = await ledger.claim({ ...request, number }, caps);
      if (claim.kind !== "claimed") return claim;
      const operation = { ...claim.operation, number: request.number };
      operations.set(operation.id, operation);
      return { kind: "claimed", operation };
    },
  };
}

/** What has been done, or is being done, is told to nobody who asks before a price. */
export function doneForgotten(ledger: Ledger): Ledger {
  return { ...ledger, standing: async () => null };
}

/** What was done with another key of the account is not looked for before its list is read. */
export function formerKeyForgotten(ledger: Ledger): Ledger {
  return {
    ...ledger,
    standing: async (request) => {
      const standing = await ledger.standing(request);
      return standing?.kind === "perhaps-own" ? null : standing;
    },
  };
}

/** What has been done under a key is not looked for; whoever is told that it leads elsewhere would look for ever. */
export function keysForgotten(ledger: Ledger, { operations }: MemoryRecords): Ledger {
  return {
    ...keyTakenUnseen(ledger),
    standing: (request) => ledger.standing({ ...request, key: null }),
    claim: async (request, caps) => {
      const claim = await ledger.claim({ ...request, key: null }, caps);
      if (claim.kind !== "claimed") return claim;
      operations.set(claim.operation.id, claim.operation);
      return claim;
    },
  };
}

/** That a key leads elsewhere by now is not said. */
export function keyTakenUnseen(ledger: Ledger): Ledger {
  return {
    ...ledger,
    keepKey: async (...given) => {
      await ledger.keepKey(...given);
      return true;
    },
  };
}

/** What needs attention is taken up by nobody. */
export function attentionLeft(ledger: Ledger): Ledger {
  return {
    ...ledger,
    takeOver: async (id, identities) => {
      const operation = await ledger.find(id);
      return operation?.state === "needs-attention" ? null : ledger.takeOver(id, identities);
    },
  };
}

/** Whose it is does not matter to who takes it over. */
export function strangersTakeOver(ledger: Ledger): Ledger {
  return {
    ...ledger,
    takeOver: async (id) => {
      const operation = await ledger.find(id);
      return ledger.takeOver(id, operation?.identity ? [operation.identity] : []);
    },
  };
}

/** Whatever was found done counts as answered. */
export function alwaysAnswered(ledger: Ledger): Ledger {
  return {
    ...ledger,
    record: (id, event) =>
      ledger.record(id, event.kind === "committed" ? { ...event, how: "answered" } : event),
  };
}

/** Every other session counts as gone. */
export function livingTakenOver(ledger: Ledger, { operations }: MemoryRecords): Ledger {
  return {
    ...ledger,
    takeOver: async (id, identities) => {
      const operation = operations.get(id);
      if (operation) operations.set(id, { ...operation, sender: ledger.session });
      return ledger.takeOver(id, identities);
    },
  };
}
