import {
  isWrite,
  operationNames,
  type Operation,
  type WriteOperation,
} from "../server/operation.js";
import type { Clock } from "./clock.js";

/** How a request ended, seen from the wire. `open` = it has not, or it hangs. */
export type Ending = "open" | "answered" | "reset" | "half-body" | "raw";

/** One request as received. Never holds a header, so never a credential. */
export type RequestRecord = {
  /** Counted from 1. */
  readonly id: number;
  /** Epoch milliseconds of the sandbox's clock. */
  readonly atMs: number;
  readonly operation: Operation;
  readonly method: string;
  readonly path: string;
  /** As sent, without the question mark. */
  readonly query: string;
  /** The number in its path; null where there is none. */
  readonly number: string | null;
  /** The JSON text sent with a write or a change; null for everything else, and for secrets and files. */
  readonly body: string | null;
  /** The status that was sent; null while none was. */
  readonly status: number | null;
  readonly ended: Ending;
  /** True once the work was done, whether or not the answer arrived. */
  readonly committed: boolean;
};

/** How many such requests have arrived, and of how many the work was done. */
export type WriteCount = { readonly received: number; readonly committed: number };
/** For each operation that leases or releases. */
export type WriteCounts = Readonly<Record<WriteOperation, WriteCount>>;

export type RequestLog = {
  readonly open: (
    request: Omit<RequestRecord, "id" | "atMs" | "status" | "ended" | "committed">,
  ) => LogEntry;
  readonly requests: (operation?: Operation) => readonly RequestRecord[];
  readonly writes: () => WriteCounts;
  readonly clear: () => void;
};

/** Keeps one record up to date. */
type LogEntry = (change: Partial<Pick<RequestRecord, "status" | "ended" | "committed">>) => void;

export function createRequestLog(clock: Clock): RequestLog {
  const records = new Map<number, RequestRecord>();
  let count = 0;

  const requests = (asked?: Operation) =>
    [...records.values()].filter(({ operation }) => asked === undefined || operation === asked);

  const countOf = (operation: WriteOperation): WriteCount => {
    const received = requests(operation);
    return {
      received: received.length,
      committed: received.filter(({ committed }) => committed).length,
    };
  };

  return {
    open(request) {
      count += 1;
      const id = count;
      records.set(id, {
        id,
        atMs: clock.now(),
        ...request,
        status: null,
        ended: "open",
        committed: false,
      });
      return (change) => {
        const record = records.get(id);
        // A log that was cleared meanwhile must not get half a record back.
        if (record) records.set(id, { ...record, ...change });
      };
    },
    requests,
    writes: () =>
      // The keys are exactly the write operations, which Object.fromEntries cannot know.
      Object.fromEntries(
        operationNames.filter(isWrite).map((name) => [name, countOf(name)]),
      ) as WriteCounts,
    clear: () => records.clear(),
  };
}
