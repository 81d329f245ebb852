import { PassThrough } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { LeaseError } from "@leaseline/core";

interface TypedFromNow {
  /** For one question: each end of a line is Enter, and Ctrl+D is Ctrl+C. */
  readonly input: PassThrough;
  /** Leaves the terminal as it was. */
  readonly close: () => void;
}

interface Waiting {
  readonly signal: AbortSignal;
  /** Called once, with the first that is left out. */
  readonly leftOut: () => void;
}

/**
 * What is typed at the process's terminal once nobody types any more: what was typed or pasted before a question
 * answers none, and neither does the rest of it that comes later.
 * @throws {LeaseError} `cancelled` on Ctrl+C or Ctrl+D meanwhile, or when the program is told to end.
 */
export async function typedFromNow({ signal, leftOut }: Waiting): Promise<TypedFromNow> {
  const { stdin } = process;
  const input = new PassThrough();
  const before = { isOver: false, isCancelled: signal.aborted, leftOutAt: -Infinity };
  const take = (bytes: Buffer) => {
    if (before.isOver) return void input.write(bytes.map((byte) => meant.get(byte) ?? byte));
    before.isCancelled ||= bytes.includes(ctrlC) || bytes.includes(ctrlD);
    if (before.leftOutAt === -Infinity) leftOut();
    before.leftOutAt = performance.now();
  };
  const close = () => void stdin.off("data", take).pause().setRawMode(false);
  // As long as it takes lines, a terminal keeps one back that has no end yet.
  stdin.setRawMode(true).on("data", take).resume();
  do {
    await sleep(thereWithinMs);
    if (before.isCancelled || signal.aborted) {
      close();
      throw new LeaseError({ kind: "cancelled" });
    }
  } while (performance.now() - before.leftOutAt < pauseMs);
  before.isOver = true;
  return { input, close };
}

const ctrlC = 3;
const ctrlD = 4;
const lineFeed = 10;
const carriageReturn = 13;
const meant: ReadonlyMap<number, number> = new Map([
  [ctrlD, ctrlC],
  [lineFeed, carriageReturn],
]);
/** What has been typed is there at once. */
const thereWithinMs = 50;
/** Longer than between two keys of somebody who still types, or two parts of what is pasted over a slow line. */
const pauseMs = 500;
