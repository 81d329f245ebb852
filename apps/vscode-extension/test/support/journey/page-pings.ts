import type { Page } from "playwright-core";

/** How often the page is asked whether it is free, in ms. */
const everyMs = 4;
/** What `sampleWork` takes of a processor of an ordinary machine that has nothing else to do, in ms. */
const ordinaryMs = 25;

export interface PagePings {
  /** The longest that a key would not have been heard while something was done, in ms. */
  longestWait(work: () => Promise<unknown>): Promise<number>;
  /** How many times slower than an ordinary machine this one was at its slowest; at least 1. */
  readonly slowness: number;
}

/** When a mark was made, in microseconds: by the clock, and by what its thread has had of a processor until then. */
interface Mark {
  readonly name: string;
  readonly ts: number;
  readonly tts?: number;
}

/**
 * Pings the page while something is done in it. A machine that is busy with other things makes every ping late, so
 * only as much of a wait counts as the page's own thread has had a processor for meanwhile, which the browser's trace
 * says of every mark. Two threads that share a core are slow, although each of them has one: hence `slowness`.
 */
export async function pagePings(page: Page): Promise<PagePings> {
  const session = await page.context().newCDPSession(page);
  const marks: Mark[] = [];
  session.on("Tracing.dataCollected", ({ value }) => {
    marks.push(...(value as unknown as Mark[]));
  });
  let slowness = 1;
  return {
    longestWait: async (work) => {
      marks.length = 0;
      await session.send("Tracing.start", {
        transferMode: "ReportEvents",
        traceConfig: { includedCategories: ["blink.user_timing"], excludedCategories: ["*"] },
      });
      await page.evaluate(beginToPing);
      await work();
      await page.evaluate(stopPinging);
      const collected = new Promise((resolve) => {
        session.once("Tracing.tracingComplete", resolve);
      });
      await session.send("Tracing.end");
      await collected;
      slowness = Math.max(slowness, ...waitsBetween(marks, sample).map((ms) => ms / ordinaryMs));
      const waits = waitsBetween(marks, ping);
      // Without them, nothing was late either.
      if (waits.length < 20) throw new Error(`The page was pinged ${waits.length} times.`);
      return Math.max(...waits);
    },
    get slowness() {
      return slowness;
    },
  };
}

const ping = "leaseline ping";
const sample = "leaseline sample";

const beginToPing = `globalThis.pinging = setInterval(() => {
  performance.mark("${ping}");
  performance.clearMarks("${ping}");
}, ${everyMs})`;

// Once what came of it has been drawn.
const stopPinging = `(async () => {
  await new Promise((resolve) => setTimeout(resolve, 200));
  clearInterval(globalThis.pinging);
  const sample = JSON.stringify(Array.from({ length: 20_000 }, (_, index) => ({
    id: "+1305" + index,
    a: { b: index, c: ["sms", "mms"] },
    d: "Miami",
  })));
  performance.mark("${sample}");
  for (let times = 0; times < 3; times += 1) JSON.parse(sample);
  performance.mark("${sample}");
  performance.clearMarks("${sample}");
})()`;

/** From each of these marks to the next, in ms. */
function waitsBetween(marks: readonly Mark[], name: string): readonly number[] {
  const times = marks.filter((mark) => mark.name === name).toSorted((a, b) => a.ts - b.ts);
  return times.slice(1).map(({ ts, tts = ts }, index) => {
    const before = times[index];
    const passed = ts - (before?.ts ?? ts);
    return Math.min(passed, tts - (before?.tts ?? before?.ts ?? tts)) / 1000;
  });
}
