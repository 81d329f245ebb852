/** Resolves when the person stops the program, or the `npm start` that it came from is gone, in whatever way. */
export function untilStopped(): Promise<void> {
  return new Promise<void>((resolve) => {
    const stop = () => resolve();
    // Not `once`: a second signal must not cut the cleaning up short.
    process.on("SIGINT", stop).on("SIGTERM", stop).on("SIGHUP", stop);
    process.once("disconnect", stop);
  });
}
