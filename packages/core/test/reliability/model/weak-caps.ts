import { toPrice } from "../../../src/domain/price.js";
import type { SpendCap } from "../../../src/domain/spending.js";
import type { Ledger } from "../../../src/ledger/ledger.js";
import type { MemoryRecords } from "../../../src/ledger/memory-records.js";

// Ledgers with a rule of the caps left out, each in the place of the one that has it.

/** Every account counts as read. */
export function unlistedIgnored(ledger: Ledger, { lists }: MemoryRecords): Ledger {
  return {
    ...ledger,
    claim: async (request, caps) => {
      const { identity, account } = request;
      if (!lists.has(identity))
        lists.set(identity, {
          list: identity,
          identity,
          account,
          readAt: "before",
          isWhole: true,
          position: 1,
        });
      return ledger.claim(request, caps);
    },
  };
}

/** What cannot be read of a list is nothing. */
export function oddListsBelieved(ledger: Ledger): Ledger {
  return {
    ...ledger,
    keepList: (account, leases, since) => ledger.keepList(account, leases, since),
  };
}

/** What an answer or a list says no price of costs nothing. */
export function pricesForgotten(ledger: Ledger, { leases, costs }: MemoryRecords): Ledger {
  const forget = () => {
    for (const [key, { lease }] of leases) if (!lease.price) costs.delete(key.replace("\0", " "));
  };
  return {
    ...ledger,
    claim: (request, caps) => (forget(), ledger.claim(request, caps)),
    spending: () => (forget(), ledger.spending()),
  };
}

/** Numbers whose price nobody has said are free. */
export function unpricedTakenForFree(ledger: Ledger, { leases }: MemoryRecords): Ledger {
  return {
    ...ledger,
    claim: (request, caps) => {
      for (const [key, record] of leases)
        if (!record.price?.recurring) leases.set(key, { ...record, price: free });
      return ledger.claim(request, caps);
    },
  };
}

/** So is a lease whose price nobody has said. */
export function unknownTakenForFree(ledger: Ledger, { operations }: MemoryRecords): Ledger {
  return {
    ...ledger,
    claim: async (request, caps) => {
      const claim = await ledger.claim({ ...request, price: request.price ?? free }, caps);
      if (claim.kind !== "claimed") return claim;
      const operation = { ...claim.operation, price: request.price };
      operations.set(operation.id, operation);
      return { kind: "claimed", operation };
    },
  };
}

const free = toPrice({ currency: "USD", setup: 0, recurring: 0, intervalMonths: 1 });

/** What was charged once is forgotten. */
export function billForgotten(ledger: Ledger, { costs }: MemoryRecords): Ledger {
  return {
    ...ledger,
    claim: (request, caps) => {
      for (const [name, some] of costs)
        costs.set(
          name,
          some.filter(({ kind, month }) => kind === "running" || month === null),
        );
      return ledger.claim(request, caps);
    },
  };
}

/** Only the caller's limits hold. */
export function ownCapsForgotten(ledger: Ledger, records: MemoryRecords): Ledger {
  return {
    ...ledger,
    claim: (request, caps) => {
      records.caps = [];
      return ledger.claim(request, caps);
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
    claim: async (request, caps = []) => {
      const { price } = request;
      const converted = price && {
        ...price,
        setup: like(price.setup, caps),
        recurring: like(price.recurring, caps),
      };
      const claim = await ledger.claim({ ...request, price: converted }, caps);
      if (claim.kind !== "claimed") return claim;
      const operation = { ...claim.operation, price };
      operations.set(operation.id, operation);
      return { kind: "claimed", operation };
    },
  };
}
