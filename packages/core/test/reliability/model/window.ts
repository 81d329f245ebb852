import { createLeaseClient } from "../../../src/index.js";
import type { SpendCap } from "../../../src/domain/spending.js";
import { toMoney } from "../../../src/domain/money.js";
import { LeaseError } from "../../../src/errors/lease-error.js";
import { answeringWithin } from "../../../src/client/answering-within.js";
import { defaultAnswersWithinMs } from "../../../src/operations/timing.js";
import type { Ledger } from "../../../src/ledger/ledger.js";
import type { Operation } from "../../../src/ledger/operation.js";
import { accountOf } from "./account.js";
import { type Connection, arrangements } from "./connection.js";
import { mortal } from "./mortal.js";
import type { CrashPoint, Window, World } from "./world.js";

export const cap = toMoney("4.50", "USD");
export const monthlyCap: readonly SpendCap[] = cap ? [{ kind: "monthly", limit: cap }] : [];

export function openWindow(world: World): Window {
  const { clock, setup, weakness, service } = world;
  const session = world.openSession();
  const inner = weakness.ledger?.(session, world.records) ?? session;
  const never = new Promise<never>(() => {});
  const clients = new Array<() => Promise<void>>();

  const window: Window = {
    isAlive: true,
    isCutOff: false,
    known: [],
    session: session.session,
    quote: null,
    crashAt: null,
    arrangement: "its own account",
    connections: () =>
      arrangements[window.arrangement].map(([name, project]): Connection => ({
        name,
        project,
        key: service.keys[project],
      })),
    client: () => {
      const own = { ...sender, isClosed: false };
      const accounts = window.connections().map((connection) => {
        const raw = accountOf(world, connection, own);
        const ms = weakness.timing?.answersWithinMs ?? defaultAnswersWithinMs;
        // As the client does it, which goes by the machine's own time.
        const patient = answeringWithin(weakness.provider?.(raw, clock) ?? raw, { clock, ms });
        return mortal(patient, alive);
      });
      const made = createLeaseClient({
        accounts,
        ledger,
        caps: setup.capped === "by the caller" ? monthlyCap : [],
        clock: { ...clock, sleep: async (ms, signal) => alive(() => clock.sleep(ms, signal)) },
        ...(weakness.timing && { timing: weakness.timing }),
      });
      const client = weakness.client?.(made, accounts) ?? made;
      clients.push(async () => {
        await client.close();
        own.isClosed = true;
      });
      return client;
    },
    closeClients: () => {
      for (const close of clients.splice(0)) world.inBackground(close);
    },
    crash: async () => {
      window.isAlive = false;
      await session.close();
    },
  };
  const sender = { session: session.session, left: () => crashIf("request", "after") };

  /** What a process waits for when it ends never comes. */
  const alive = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (!window.isAlive) return never;
    try {
      const result = await work();
      return window.isAlive ? result : await never;
    } catch (error) {
      if (!window.isAlive) return never;
      throw error;
    }
  };
  const crashIf = async (step: CrashPoint["step"], when: CrashPoint["when"]) => {
    if (window.crashAt?.step === step && window.crashAt.when === when) {
      world.crashes += 1;
      await window.crash();
    }
  };
  const write = async <Result>(step: CrashPoint["step"] | null, work: () => Promise<Result>) =>
    alive(async () => {
      if (world.ledgerMs > 0) await clock.sleep(world.ledgerMs);
      if (step) await crashIf(step, "before");
      if (!window.isAlive) return never;
      if (window.isCutOff) throw unreachable();
      if (world.diskFull) throw new LeaseError({ kind: "ledger-unavailable", reason: "full" });
      const result = await work();
      if (step) await crashIf(step, "after");
      return result;
    });

  const read = async <Result>(work: () => Promise<Result>) =>
    alive(async () => {
      if (window.isCutOff) throw unreachable();
      return work();
    });

  const ledger: Ledger = {
    ...inner,
    connect: (accounts, unconnected) => {
      window.known = accounts.map(({ identity }) => identity);
      return inner.connect(accounts, unconnected);
    },
    claim: async (request, caps) =>
      write("claim", async () => {
        try {
          return await inner.claim(request, caps);
        } finally {
          // Also one of which nobody has heard.
          const isNew = ({ id, sender }: Operation) =>
            sender === session.session && !world.known.has(id);
          const operation = [...world.records.operations.values()].find(isNew);
          const claimed = operation ?? (await world.observer.operations({ limit: 1 })).find(isNew);
          if (claimed) await world.claimed(claimed, window);
        }
      }),
    record: async (id, event) =>
      write(event.kind, async () => {
        const operation = await inner.record(id, event);
        if (event.kind === "sent") {
          world.markedBy.set(id, { session: session.session, askedAtMs: clock.monotonicMs() });
          if (world.markMs > 0) await clock.sleep(world.markMs);
          world.marks.set(id, clock.monotonicMs());
        }
        return operation;
      }),
    takeOver: async (id, identities) =>
      write(null, async () => {
        const before = await inner.find(id);
        const taken = await inner.takeOver(id, identities);
        if (taken) world.takenOver(taken, before?.sender ?? "", window);
        if (taken && !identities.some((identity) => identity === taken.identity))
          world.broken("I14", "an operation is taken over where its account is not connected");
        return taken;
      }),
    keepList: async (account, leases, since, options) =>
      write(null, async () => {
        const answerWasLost = world.answerLost !== null;
        try {
          await inner.keepList(account, leases, since, options);
        } catch (error) {
          if (!answerWasLost) throw error;
        }
        // It is kept, whoever hears of it.
        if (options?.isWhole) service.listsKept.add(account.identity);
        for (const { number } of leases) service.numbersTold.add(number);
        if (answerWasLost) throw unreachable();
      }),
    standing: async (request) => read(() => inner.standing(request)),
    find: async (id) => read(() => inner.find(id)),
    history: async (id) => read(() => inner.history(id)),
    operations: async (filter) => read(() => inner.operations(filter)),
    position: async () => read(() => inner.position()),
    lists: async () => read(() => inner.lists()),
    spending: async () => read(() => inner.spending()),
  };
  return window;
}

function unreachable(): LeaseError {
  return new LeaseError({ kind: "ledger-unavailable", reason: "unreachable" });
}
