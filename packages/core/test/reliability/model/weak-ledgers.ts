import type { SpendCap } from "../../../src/domain/spending.js";
import type { Ledger } from "../../../src/ledger/ledger.js";
import type { MemoryRecords } from "../../../src/ledger/memory-records.js";
import type { OperationEvent } from "../../../src/ledger/operation.js";

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

/** Begins, whoever else has begun. */
export function unclaimed(ledger: Ledger, { operations }: MemoryRecords): Ledger {
  return {
    ...ledger,
    standing: async () => null,
    claim: async (wish, caps) => {
      // By way of another number, which nobody has claimed.
      const number = `+999${String(operations.size).padStart(8, "0")}` as typeof wish.number;
      const claim = await ledger.claim({ ...wish, number }, caps);
      if (claim.kind !== "claimed") return claim;
      const operation = { ...claim.operation, number: wish.number };
      operations.set(operation.id, operation);
      return { kind: "claimed", operation };
    },
  };
}

/** Every account counts as read. */
export function unlistedIgnored(ledger: Ledger, { lists }: MemoryRecords): Ledger {
  return {
    ...ledger,
    claim: async (wish, caps) => {
      const { identity, account } = wish;
      if (!lists.has(identity))
        lists.set(identity, { list: identity, identity, account, readAt: "before", position: 1 });
      return ledger.claim(wish, caps);
    },
  };
}

/** What an answer or a list says no price of costs nothing. */
export function pricesForgotten(ledger: Ledger, { leases, costs }: MemoryRecords): Ledger {
  const forget = () => {
    for (const [key, { lease }] of leases) if (!lease.price) costs.delete(key.replace("\0", " "));
  };
  return {
    ...ledger,
    claim: (wish, caps) => (forget(), ledger.claim(wish, caps)),
    spending: () => (forget(), ledger.spending()),
  };
}

/** What was charged once is forgotten. */
export function billForgotten(ledger: Ledger, { costs }: MemoryRecords): Ledger {
  return {
    ...ledger,
    claim: (wish, caps) => {
      for (const [name, some] of costs)
        costs.set(
          name,
          some.filter(({ kind, month }) => kind === "running" || month === null),
        );
      return ledger.claim(wish, caps);
    },
  };
}

/** Only the caller's limits hold. */
export function ownCapsForgotten(ledger: Ledger, records: MemoryRecords): Ledger {
  return {
    ...ledger,
    claim: (wish, caps) => {
      records.caps = [];
      return ledger.claim(wish, caps);
    },
  };
}

/** One unit of a currency is one of another. */
export function currenciesConverted(ledger: Ledger, { operations }: MemoryRecords): Ledger {
  const like = <Money extends { readonly currency: string } | null>(
    money: Money,
    [cap]: readonly SpendCap[],
  ): Money => money && { ...money, currency: cap?.limit.currency ?? money.currency };
  return {
    ...ledger,
    claim: async (wish, caps = []) => {
      const { price } = wish;
      const converted = price && {
        ...price,
        setup: like(price.setup, caps),
        recurring: like(price.recurring, caps),
      };
      const claim = await ledger.claim({ ...wish, price: converted }, caps);
      if (claim.kind !== "claimed") return claim;
      const operation = { ...claim.operation, price };
      operations.set(operation.id, operation);
      return { kind: "claimed", operation };
    },
  };
}

/** What has been done, or is being done, is told to nobody who asks before a price. */
export function doneForgotten(ledger: Ledger): Ledger {
  return { ...ledger, standing: async () => null };
}

/** What has been done under a key is not looked for. */
export function keysForgotten(ledger: Ledger, { operations }: MemoryRecords): Ledger {
  return {
    ...ledger,
    standing: (wish) => ledger.standing({ ...wish, key: null }),
    claim: async (wish, caps) => {
      const claim = await ledger.claim({ ...wish, key: null }, caps);
      if (claim.kind !== "claimed") return claim;
      operations.set(claim.operation.id, claim.operation);
      return claim;
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
