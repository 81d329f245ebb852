/** What came of waiting: the work's result, or the signal before it. */
type Waited<Result> =
  | { readonly kind: "came"; readonly value: Result }
  | { readonly kind: "stopped" };

/** Ends the waiting with the signal, and not the work. Leaves no listener behind. */
export async function untilAborted<Result>(
  work: Promise<Result>,
  signal: AbortSignal | undefined,
): Promise<Waited<Result>> {
  const came = work.then((value) => ({ kind: "came", value }) as const);
  if (!signal) return came;
  // Nobody may be waiting for it any more when it fails.
  came.catch(() => {});
  let stop = () => {};
  const stopped = new Promise<{ readonly kind: "stopped" }>((resolve) => {
    stop = () => resolve({ kind: "stopped" });
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
  try {
    return await Promise.race([came, stopped]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

/** A signal of one's own that a caller's signal aborts too. */
export interface Linked {
  readonly signal: AbortSignal;
  readonly abort: () => void;
  /** Leaves no listener behind at the caller's, as aborting does too. */
  readonly unlink: () => void;
}

export function linkedTo(signal: AbortSignal | undefined): Linked {
  const controller = new AbortController();
  const unlink = () => signal?.removeEventListener("abort", abort);
  const abort = () => {
    unlink();
    controller.abort();
  };
  if (signal?.aborted) abort();
  else signal?.addEventListener("abort", abort);
  return { signal: controller.signal, abort, unlink };
}
