const watchMs = 1000;

/**
 * Resolves when the person stops the program: Ctrl+C, a closed terminal, or the death of the npm that
 * started it, which may not pass its own signal on.
 */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => resolve();
    process.once("SIGINT", stop).once("SIGTERM", stop).once("SIGHUP", stop);
    const parent = process.ppid;
    const watch = setInterval(() => {
      if (process.ppid !== parent) stop();
    }, watchMs);
    watch.unref();
  });
}
