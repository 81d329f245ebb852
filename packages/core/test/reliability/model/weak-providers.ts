import type { Clock } from "../../../src/clock.js";
import type { Lease } from "../../../src/domain/lease.js";
import { LeaseError } from "../../../src/errors/lease-error.js";
import type {
  LeaseOutcome,
  Prepared,
  ProviderAccount,
} from "../../../src/providers/provider-account.js";

// Accounts with a rule left out, each in the place of the one that has it.

/** Once a number is not shown it is not looked for any more, until something is wanted of it again. */
export function firstAbsenceBelieved(provider: ProviderAccount): ProviderAccount {
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

/** A success is taken for what was asked for, whatever it says. */
export function releaseBelieved(provider: ProviderAccount): ProviderAccount {
  return {
    ...provider,
    prepareRelease: async (lease, options) => {
      const prepared = await provider.prepareRelease(lease, options);
      return {
        send: async () => {
          const outcome = await prepared.send();
          if (outcome.kind !== "committed") return outcome;
          return { ...outcome, lease: { ...outcome.lease, state: "released" } };
        },
      };
    },
  };
}

/** Right after a refusal a read that fails is taken for one that shows nothing. */
export function refusalBelieved(provider: ProviderAccount): ProviderAccount {
  let isRefused = false;
  return {
    ...leasing(provider, (prepared) => ({
      send: async () => {
        const outcome = await prepared.send();
        isRefused = outcome.kind === "rejected";
        return outcome;
      },
    })),
    get: async (number, options) => {
      const isFirst = isRefused;
      isRefused = false;
      try {
        return await provider.get(number, options);
      } catch (error) {
        if (isFirst) return { kind: "not-owned" };
        throw error;
      }
    },
  };
}

/** A list that cannot be read is one that ends. */
export function listsTakenForRead(provider: ProviderAccount): ProviderAccount {
  return {
    ...provider,
    list: async function* (options) {
      try {
        yield* provider.list(options);
      } catch {
        // Nothing in it, then.
      }
    },
  };
}

/** A 404 says that there is nothing, whoever says it. */
export function gatewayBelieved(provider: ProviderAccount): ProviderAccount {
  return {
    ...provider,
    get: async (number, options) => {
      try {
        return await provider.get(number, options);
      } catch (error) {
        if (is404(error)) return { kind: "not-owned" };
        throw error;
      }
    },
    list: async function* (options) {
      try {
        yield* provider.list(options);
      } catch (error) {
        if (!is404(error)) throw error;
      }
    },
  };
}

function is404(error: unknown): boolean {
  return (
    error instanceof LeaseError &&
    error.failure.kind === "no-answer" &&
    error.failure.status === 404
  );
}

/** Whatever nobody knows is said to go on. */
export function strangeWordsBelieved(provider: ProviderAccount): ProviderAccount {
  const believed = (lease: Lease): Lease =>
    lease.state.startsWith("x-") ? { ...lease, state: "active" } : lease;
  return {
    ...provider,
    get: async (number, options) => {
      const seen = await provider.get(number, options);
      return seen.kind === "owned" ? { ...seen, lease: believed(seen.lease) } : seen;
    },
  };
}

/** An order that no answer has told of is not looked for. */
export function ordersNotSearched(provider: ProviderAccount): ProviderAccount {
  return { ...provider, findOrder: async () => null };
}

/** That there is an order is known by its answer only. */
export function orderForgotten(provider: ProviderAccount): ProviderAccount {
  return leasing(provider, () => ({ order: null }));
}

/** What the request needs is fetched once it is called sent. */
export function tokenAfterMark(provider: ProviderAccount, clock: Clock): ProviderAccount {
  return leasing(provider, (prepared) => ({
    send: async () => {
      await clock.sleep(400);
      return prepared.send();
    },
  }));
}

/** The account with something else in what is prepared for a lease. */
function leasing(
  provider: ProviderAccount,
  instead: (prepared: Prepared<LeaseOutcome>) => Partial<Prepared<LeaseOutcome>>,
): ProviderAccount {
  return {
    ...provider,
    prepareLease: async (offer, options) => {
      const prepared = await provider.prepareLease(offer, options);
      return { ...prepared, ...instead(prepared) };
    },
  };
}
