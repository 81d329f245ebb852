import { LeaseError } from "../../../src/errors/lease-error.js";
import type { Operation } from "../../../src/ledger/operation.js";
import { memoryStore } from "../../../src/ledger/memory-ledger.js";
import type { LedgerStore } from "../../../src/ledger/store.js";
import { noteSettled } from "./fail-over.js";
import { sendWithinMs } from "./setup.js";
import type { World } from "./world.js";

/** As one that is reached over a network: it tells sessions by their connections, and its answers can be lost. */
export function remoteStore(world: World): LedgerStore {
  const { records, clock, weakness } = world;
  const store = memoryStore(records);
  const doubtful = new Set<string>();
  let readsFail = false;
  return {
    ...store,
    sendWindow: {
      withinMs: sendWithinMs,
      open: () => {
        const began = clock.monotonicMs();
        return () => clock.monotonicMs() - began > sendWithinMs;
      },
    },
    read: async (work) => {
      if (!readsFail) return store.read(work);
      readsFail = false;
      throw unreachable();
    },
    write: async (work) => {
      noteSettled(world);
      const before = new Map(records.operations);
      const result = await store.write((records) =>
        work({
          ...records,
          operation: async (id) => (doubtful.has(id) ? null : records.operation(id)),
        }),
      );
      const { answerLost } = world;
      if (answerLost === null) return result;
      world.answerLost = null;
      // What it has become of cannot be read back at once either.
      readsFail = answerLost === "with the way there";
      if (weakness.doubtsDropped)
        for (const [id, { sender }] of records.operations)
          if (sender === store.session && !isBy(before.get(id), sender)) doubtful.add(id);
      throw unreachable();
    },
  };
}

function isBy(operation: Operation | undefined, session: string): boolean {
  return operation?.sender === session;
}

function unreachable(): LeaseError {
  return new LeaseError({ kind: "ledger-unavailable", reason: "unreachable" });
}
