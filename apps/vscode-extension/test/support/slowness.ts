import { performance } from "node:perf_hooks";

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
