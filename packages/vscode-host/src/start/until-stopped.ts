import { isWhole, launcherChain, readProcess } from "./launchers.js";

const watchMs = 1000;

/**
 * Resolves when the person stops the program: Ctrl+C, a closed terminal, or the end of the `npm start`
 * that it came from, which does not pass every signal on.
 */
export async function untilStopped(): Promise<void> {
  const stopped = new Promise<void>((resolve) => {
    const stop = () => resolve();
    // Not `once`: a second signal, from a parent that passes it on as well, must not cut the cleaning up short.
    process.on("SIGINT", stop).on("SIGTERM", stop).on("SIGHUP", stop);
  });
  await Promise.race([stopped, launchersGone()]);
}

async function launchersGone(): Promise<void> {
  const chain = await launcherChain(process.pid, readProcess);
  await new Promise<void>((resolve) => {
    const watch = setInterval(() => {
      void isWhole(chain, readProcess).then((whole) => whole || resolve());
    }, watchMs);
    watch.unref();
  });
}
