import type { Clock } from "../clock.js";
import type { Ledger } from "../ledger/ledger.js";
import type { Operation } from "../ledger/operation.js";

/** What is being done in this process about the operations of one ledger. */
export interface Work {
  readonly clock: Clock;
  /** Does a job under a name, or joins it when it is being done already. */
  run<Result>(name: string, job: () => Promise<Result>): Promise<Result>;
  /** Does the jobs of one name one after the other. */
  inTurn<Result>(name: string, job: () => Promise<Result>): Promise<Result>;
  /** Resolves when nothing in this process is beginning or sending the operation. */
  idle(operation: Operation): Promise<void>;
  /** Tells every listener how an operation stands now. */
  tell(operation: Operation): void;
  /** @returns what ends it. */
  onChange(listener: (operation: Operation) => void): () => void;
}

/**
 * One for each open ledger, as several clients may share it: an operation that one of them carries out must
 * not look to another as if its sender had gone.
 */
export function workOn(ledger: Ledger, clock: Clock): Work {
  const known = works.get(ledger);
  if (known) return known;
  const work = createWork(clock);
  works.set(ledger, work);
  return work;
}

const works = new WeakMap<Ledger, Work>();

function createWork(clock: Clock): Work {
  const jobs = new Map<string, Promise<unknown>>();
  const turns = new Map<string, Promise<unknown>>();
  const listeners = new Set<(operation: Operation) => void>();

  const inTurn: Work["inTurn"] = async (name, job) => {
    const before = turns.get(name);
    const turn = Promise.resolve(before?.catch(() => {})).then(job);
    turns.set(name, turn);
    try {
      return await turn;
    } finally {
      if (turns.get(name) === turn) turns.delete(name);
    }
  };

  return {
    clock,
    run: (name, job) => {
      const running = jobs.get(name);
      // A name stands for one kind of job, so what runs under it has this result.
      if (running) return running as ReturnType<typeof job>;
      const started = job().finally(() => jobs.delete(name));
      jobs.set(name, started);
      return started;
    },
    inTurn,
    idle: async (operation) => {
      // One that has been claimed and not begun yet must not look as if it had been left.
      await inTurn(turnOf(operation), () => Promise.resolve());
      await jobs.get(operation.id)?.catch(() => {});
    },
    tell: (operation) => {
      for (const listener of listeners) {
        try {
          listener(operation);
        } catch {
          // One that only listens must not make a lease that went through look like one that failed.
        }
      }
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The name of the turn in which the operations on one number are begun. */
export function turnOf({ number }: Pick<Operation, "number">): string {
  return number;
}
