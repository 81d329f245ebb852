/** Adds one thing to undo. Added after the end, it is undone at once, and the promise waits for that. */
export type Cleanup = (undo: () => Promise<unknown>) => Promise<void>;

/** Runs `work` and then, whatever came of it, undoes what was added, the last first. */
export async function withCleanup<T>(work: (cleanup: Cleanup) => Promise<T>): Promise<T> {
  const undos: (() => Promise<unknown>)[] = [];
  let over = false;
  const cleanup: Cleanup = async (undo) => {
    // What was still starting when the work was given up must not be left running.
    if (over) await undo().catch(() => {});
    else undos.push(undo);
  };
  try {
    return await work(cleanup);
  } finally {
    over = true;
    for (const undo of undos.toReversed()) await undo().catch(() => {});
  }
}
