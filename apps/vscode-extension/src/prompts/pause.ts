/** Resolves after so many milliseconds, or once the signal is aborted. By itself it keeps no process alive. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms).unref();
    if (signal?.aborted) done();
    else signal?.addEventListener("abort", done);
  });
}
