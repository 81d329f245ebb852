import { performance } from "node:perf_hooks";

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

/** How long something took, in ms, as far as this process had a processor for it. */
export async function used(work: () => Promise<unknown>): Promise<number> {
  const [since, before] = [performance.now(), processorMs()];
  await work();
  return Math.min(performance.now() - since, processorMs() - before);
}

/** What the work below takes of a processor of an ordinary machine that has nothing else to do. */
const ordinaryMs = 25;

/**
 * How many times slower than an ordinary machine this one is now; at least 1. Two threads that share a core are
 * slow, although each of them has a processor.
 */
export async function slowness(): Promise<number> {
  const ms = await used(async () => {
    for (let times = 0; times < 3; times += 1) JSON.parse(sample);
  });
  return Math.max(1, ms / ordinaryMs);
}

const sample = JSON.stringify(
  Array.from({ length: 20_000 }, (_, index) => ({
    id: `+1305${index}`,
    a: { b: index, c: ["sms", "mms"] },
    d: "Miami",
  })),
);

/** Of the thread, where Node says that; of all threads of the process otherwise, which is never less. */
function processorMs(): number {
  const { user, system } =
    "threadCpuUsage" in process ? process.threadCpuUsage() : (process as NodeJS.Process).cpuUsage();
  return (user + system) / 1000;
}
