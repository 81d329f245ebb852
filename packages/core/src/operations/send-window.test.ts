import { beforeEach, describe, expect, it } from "vitest";
import { specialNumbers } from "@leaseline/sandbox";
import { failureOf } from "../../test/support/failure.js";
import { quickClock } from "../../test/support/quick-clock.js";
import { sharedSandbox } from "../../test/support/shared-sandbox.js";
import { LeaseError } from "../errors/lease-error.js";
import { outcomeUnknown } from "../errors/lease-failure.js";
import { createLeaseClient } from "../client/create-lease-client.js";
import type { Clock } from "../clock.js";
import type { E164 } from "../domain/phone-number.js";
import type { Ledger } from "../ledger/ledger.js";
import { memoryLedger } from "../ledger/memory-ledger.js";
import { memoryRecords } from "../ledger/memory-records.js";
import { type Operation, openStates } from "../ledger/operation.js";
import { contiguityProvider } from "../providers/contiguity/provider.js";

const sandbox = await sharedSandbox();
const { control } = sandbox;
// Branded by its form.
const plain = specialNumbers.contiguity.plain as string as E164;
const withinMs = 10_000;
const sent = () => control.writes()["contiguity.lease"].received;

interface Slow {
  readonly meanwhile?: (operation: Operation) => Promise<void>;
  readonly lookMs?: number;
}

describe("a ledger that tells sessions by their connections", () => {
  const clock = quickClock();
  let records = memoryRecords();
  /** The answer to a mark takes `markMs`, in which something may happen to its operation; each look takes `lookMs`. */
  const opened = (
    markMs: number,
    { meanwhile = async () => {}, lookMs = 0 }: Slow = {},
  ): Ledger => {
    const ledger = memoryLedger(records);
    return {
      ...ledger,
      sendWindow: {
        withinMs,
        open: () => {
          const began = clock.monotonicMs();
          return () => clock.monotonicMs() - began > withinMs;
        },
      },
      record: async (id, event) => {
        const operation = await ledger.record(id, event);
        if (event.kind !== "sent") return operation;
        clock.advance(markMs);
        await meanwhile(operation);
        return operation;
      },
      find: async (id) => {
        clock.advance(lookMs);
        return ledger.find(id);
      },
    };
  };
  const client = (ledger: Ledger, options: { readonly clock?: Clock } = { clock }) =>
    createLeaseClient({
      accounts: [contiguityProvider({ ...sandbox.contiguity, account: "c" })],
      ledger,
      ...options,
    });
  beforeEach(() => {
    control.reset();
    records = memoryRecords();
  });

  it("lets nothing be sent whose mark was answered too late, and frees its number", async () => {
    const ledger = opened(withinMs + 1);
    const leases = client(ledger);
    const before = sent();
    const failure = await failureOf(leases.lease(await leases.quote("c", plain)));
    expect(failure).toEqual({ kind: "ledger-unavailable", reason: "busy" });
    expect(sent()).toBe(before);
    expect(await ledger.operations({ states: openStates })).toEqual([]);
    expect((await ledger.spending()).running).toEqual([]);
  });

  it("lets whoever has waited for it lease all the same: only its own way to the ledger was slow", async () => {
    const base = memoryLedger(records);
    let join = () => {};
    const joins = new Promise<void>((resolve) => {
      join = resolve;
    });
    const standing: Ledger["standing"] = async (request) => {
      const found = await base.standing(request);
      if (found?.kind === "held") join();
      return found;
    };
    // By a clock of its own: what it waits for does not make the other one later.
    const other = client({ ...base, standing }, {});
    const quote = await other.quote("c", plain);
    const waiting: Promise<unknown>[] = [];
    const meanwhile = async () => {
      waiting.push(other.lease(quote));
      await joins;
    };
    const leases = client(opened(withinMs + 1, { meanwhile }));
    const before = sent();
    const failure = await failureOf(leases.lease(await leases.quote("c", plain)));
    expect(failure).toEqual({ kind: "ledger-unavailable", reason: "busy" });
    expect(await Promise.all(waiting)).toMatchObject([{ kind: "committed" }]);
    expect(sent()).toBe(before + 1);
  });

  it("sends what was marked in time", async () => {
    const leases = client(opened(withinMs));
    const before = sent();
    expect((await leases.lease(await leases.quote("c", plain))).kind).toBe("committed");
    expect(sent()).toBe(before + 1);
  });

  it.each([
    ["has been taken over", async () => {}],
    [
      "has been settled",
      async (ledger: Ledger, { id }: Operation) => {
        await ledger.record(id, { kind: "unknown", failure: outcomeUnknown("interrupted") });
        await ledger.record(id, { kind: "absent" });
      },
    ],
    [
      "is not there any more",
      async (_: Ledger, { id }: Operation) => records.operations.delete(id),
    ],
  ])("sends nothing whose operation %s while its mark was long on its way", async (_, happens) => {
    const meanwhile = async (operation: Operation) => {
      records.sessions.delete(operation.sender);
      const other = memoryLedger(records);
      const { identity } = operation;
      if (identity) await other.takeOver(operation.id, [identity]);
      await happens(other, operation);
    };
    const leases = client(opened(1001, { meanwhile }));
    const before = sent();
    const failure = await failureOf(leases.lease(await leases.quote("c", plain)));
    expect(failure).toEqual({ kind: "not-sent", reason: "claim-lost" });
    expect(sent()).toBe(before);
  });

  it("sends nothing where the ledger cannot be asked again", async () => {
    const unreachable = { kind: "ledger-unavailable", reason: "unreachable" } as const;
    let isAway = false;
    const meanwhile = async () => void (isAway = true);
    const ledger = opened(1001, { meanwhile });
    const find = async (id: string) => {
      if (!isAway) return ledger.find(id);
      isAway = false;
      throw new LeaseError(unreachable);
    };
    const leases = client({ ...ledger, find });
    const before = sent();
    const failure = await failureOf(leases.lease(await leases.quote("c", plain)));
    expect(failure).toEqual(unreachable);
    expect(sent()).toBe(before);
    expect(await ledger.operations({ states: openStates })).toEqual([]);
  });

  it("asks until the answer is fresh, and no longer than there is time", async () => {
    const leases = client(opened(1001, { lookMs: 1001 }));
    const before = sent();
    const failure = await failureOf(leases.lease(await leases.quote("c", plain)));
    expect(failure).toEqual({ kind: "ledger-unavailable", reason: "busy" });
    expect(sent()).toBe(before);
  });

  it("has whoever takes over count from the end of that time", async () => {
    control.fault("contiguity.lease", { reset: "before" });
    const cut = memoryLedger(records);
    const { identity } = contiguityProvider({ ...sandbox.contiguity, account: "c" });
    const request = {
      kind: "lease",
      identity,
      account: "c",
      number: plain,
      price: null,
    } as const;
    const claim = await cut.claim({ ...request, lease: null, key: null });
    if (claim.kind !== "claimed") throw new Error(claim.kind);
    await cut.record(claim.operation.id, { kind: "sent" });
    await cut.close();
    const began = clock.monotonicMs();
    const [settled] = await client(opened(0)).reconcile();
    expect(settled?.state).toBe("absent");
    // 16 minutes of the operating system's, and those in which it may have begun.
    expect(clock.monotonicMs() - began).toBeGreaterThanOrEqual(16 * 60_000 + withinMs);
  });
});
