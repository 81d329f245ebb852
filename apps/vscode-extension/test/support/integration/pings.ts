import { used } from "../slowness.js";

/** How often the loop of the process is asked whether it is free, in ms. */
const everyMs = 2;

/**
 * Pings this process while something is done, and says how long the longest of them had to wait, in ms: the time
 * for which a key would not have been heard.
 *
 * A machine that is busy with other things makes every ping late, so only as much of a wait counts as this process
 * has had a processor for meanwhile.
 */
export async function longestWait(work: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  const ended = new AbortController();
  const ping = () => new Promise((resolve) => setTimeout(resolve, everyMs));
  const pinging = (async () => {
    while (!ended.signal.aborted) longest = Math.max(longest, await used(ping));
  })();
  try {
    await work();
  } finally {
    ended.abort();
    await pinging;
  }
  return longest;
}
