import { PassThrough } from "node:stream";
import { setImmediate as onceRead, setTimeout as sleep } from "node:timers/promises";
import { LeaseError } from "@leaseline/core";

/** What is typed at the process's terminal, for one question. */
export interface Typed {
  /** Each end of a line is Enter, and Ctrl+D is Ctrl+C. */
  readonly input: PassThrough;
  /** Aborted by Ctrl+Z, and where the program goes on after it was stopped: a shell has used the terminal since. */
  readonly left: AbortSignal;
  /** Leaves the terminal as it was. */
  readonly close: () => void;
}

/** @param heard - sees everything first; what it returns false for is left out. */
export function typed(heard: (bytes: Buffer) => boolean = () => true): Typed {
  const { stdin } = process;
  const input = new PassThrough();
  const leaving = new AbortController();
  const leave = () => leaving.abort();
  const take = (bytes: Buffer) => {
    if (!heard(bytes)) return;
    if (!bytes.includes(ctrlZ))
      return void input.write(bytes.map((byte) => meant.get(byte) ?? byte));
    leave();
    stdin.setRawMode(false);
    // The whole process group, as a terminal does it, since its parent waits for it. After SIGCONT everything goes on
    // from here.
    if (process.platform !== "win32") process.kill(0, "SIGTSTP");
  };
  const close = () => {
    process.off("SIGCONT", leave);
    stdin.off("data", take).pause().setRawMode(false);
  };
  process.on("SIGCONT", leave);
  // In line mode, a terminal holds back a line that has not ended.
  stdin.setRawMode(true).on("data", take).resume();
  return { input, left: leaving.signal, close };
}

interface Waiting {
  readonly signal: AbortSignal;
  /** Called once, when the first input is discarded. */
  readonly leftOut: () => void;
}

/**
 * The same, once nobody types any more: what was typed or pasted before a question does not answer it, and neither
 * does a late rest of that.
 * @throws {LeaseError} `cancelled` on Ctrl+C or Ctrl+D meanwhile, or when the program is told to end.
 */
export async function typedFromNow({ signal, leftOut }: Waiting): Promise<Typed> {
  const before = { isOver: false, isCancelled: signal.aborted, leftOutAt: -Infinity };
  const keys = typed((bytes) => {
    if (before.isOver) return true;
    before.isCancelled ||= bytes.includes(ctrlC) || bytes.includes(ctrlD);
    if (before.leftOutAt === -Infinity) leftOut();
    before.leftOutAt = performance.now();
    return false;
  });
  do {
    await sleep(thereWithinMs);
    // On a busy machine the time is over before anything has been read.
    await onceRead();
    if (before.isCancelled || signal.aborted) {
      keys.close();
      throw new LeaseError({ kind: "cancelled" });
    }
  } while (performance.now() - before.leftOutAt < pauseMs);
  before.isOver = true;
  return keys;
}

const ctrlC = 3;
const ctrlD = 4;
const ctrlZ = 26;
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
