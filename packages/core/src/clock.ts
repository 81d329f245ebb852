/** Time that only ever grows: no decision looks at the time of day. */
export interface Clock {
  /** Milliseconds since some moment. */
  monotonicMs(): number;
  /**
   * Resolves after that many milliseconds, or as soon as the signal is aborted. By itself it need not keep a
   * process alive: whoever waits in the foreground does.
   */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  monotonicMs: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      let leftMs = ms;
      let timer: unknown;
      wait();
      signal?.addEventListener("abort", done, { once: true });
      function wait() {
        const thisMs = Math.min(leftMs, longestTimerMs);
        leftMs -= thisMs;
        timer = setTimeout(leftMs > 0 ? wait : done, thisMs);
        letGo(timer);
      }
      function done() {
        // What setTimeout gave; Node and browsers have types of their own for it.
        clearTimeout(timer as number);
        signal?.removeEventListener("abort", done);
        resolve();
      }
    }),
};

/** What is tried again and again waits like this in between: twice as long each time, up to the longest. */
export function pauses(
  clock: Clock,
  firstMs: number,
  longestMs: number,
): (signal?: AbortSignal) => Promise<void> {
  let nextMs = firstMs;
  return (signal) => {
    const ms = nextMs;
    nextMs = Math.min(ms * 2, longestMs);
    return clock.sleep(ms, signal);
  };
}

/** Keeps the process alive until the work that somebody waits for is done. */
export async function whileAwake<Result>(work: Promise<Result>): Promise<Result> {
  const awake = setInterval(() => {}, longestTimerMs);
  try {
    return await work;
  } finally {
    clearInterval(awake);
  }
}

/** 24 days: a longer timer of JavaScript fires at once. */
export const longestTimerMs = 2 ** 31 - 1;

/** In Node, a timer keeps the process alive until `unref` is called; in a browser it is a number. */
function letGo(timer: unknown): void {
  if (typeof timer === "object" && timer !== null && "unref" in timer) {
    const { unref } = timer;
    if (typeof unref === "function") unref.call(timer);
  }
}
