import type { Ledger } from "../../../src/ledger/ledger.js";
import type { MemoryRecords } from "../../../src/ledger/memory-store.js";
import type { OperationEvent } from "../../../src/ledger/operation.js";
import { defaultTiming } from "../../../src/operations/timing.js";
import type { LeaseOutcome, ProviderAccount } from "../../../src/providers/provider-account.js";
import type { Invariant, Weakness } from "./setup.js";

interface WeaknessCase {
  /** The rule as it is without its safety. */
  readonly name: string;
  readonly weakness: Weakness;
  /** What is seen to be broken, where each is looked for alone. */
  readonly breaks: readonly Invariant[];
}

/** Each safety rule left out, and what comes of it. */
export const weaknesses: readonly WeaknessCase[] = [
  {
    name: "marking as sent only when the answer is there",
    weakness: { ledger: markedLate },
    breaks: ["I2", "I6", "I4"],
  },
  {
    name: "taking no answer in time for a failure",
    weakness: { outcome: failedIf("timed-out") },
    breaks: ["I6", "I4"],
  },
  {
    name: "taking an error of the server for a failure",
    weakness: { outcome: failedIf("server-error") },
    breaks: ["I6", "I4"],
  },
  {
    name: "believing reads before a request has had its time",
    weakness: { timing: { ...defaultTiming, onItsWayMs: 0, lagMs: 0 } },
    breaks: ["I6", "I4"],
  },
  {
    name: "believing the first read that does not show the number",
    weakness: { provider: firstAbsenceBelieved },
    breaks: ["I6"],
  },
  {
    name: "claiming nothing",
    weakness: { ledger: unclaimed },
    breaks: ["I3", "I4"],
  },
];

/** "Sent" is written down together with what came of it. */
function markedLate(ledger: Ledger): Ledger {
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
function unclaimed(ledger: Ledger, { operations }: MemoryRecords): Ledger {
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

function failedIf(reason: "timed-out" | "server-error") {
  return (outcome: LeaseOutcome): LeaseOutcome =>
    outcome.kind === "unknown" &&
    outcome.failure.kind === "outcome-unknown" &&
    outcome.failure.reason === reason
      ? { kind: "rejected", failure: { kind: "rejected", status: 500, reason: null, field: null } }
      : outcome;
}

/** Once a number is not shown it is not looked for any more, until something is wanted of it again. */
function firstAbsenceBelieved(provider: ProviderAccount): ProviderAccount {
  const absent = new Set<string>();
  return {
    ...provider,
    quote: async (number, options) => {
      absent.delete(number);
      return provider.quote(number, options);
    },
    prepareRelease: async (lease, options) => {
      absent.delete(lease.number);
      return provider.prepareRelease(lease, options);
    },
    get: async (number, options) => {
      const seen = absent.has(number)
        ? ({ kind: "not-owned" } as const)
        : await provider.get(number, options);
      if (seen.kind === "not-owned") absent.add(number);
      return seen;
    },
    list: async function* (options) {
      for await (const { leases, unread } of provider.list(options))
        yield { leases: leases.filter(({ number }) => !absent.has(number)), unread };
    },
  };
}
