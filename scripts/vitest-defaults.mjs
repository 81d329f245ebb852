import { basename, join } from "node:path";

const results = join(import.meta.dirname, "..", ".results");
/** Whoever names it has the order of another run again. */
const seed = Number(process.env.LEASELINE_SEED || Date.now() % 1_000_000);

/**
 * Ends what hangs, and judges nothing: the same test takes seconds on one machine, and minutes on one that is slow and
 * busy. What has to be fast is held to a measure of its own, by how slow the machine is.
 */
const hangsMs = 1_200_000;

/** What every suite shares; the JSON file is what the summary of `npm test` adds up. */
export function vitestDefaults(packageFolder, suite = basename(packageFolder)) {
  return {
    include: ["src/**/*.test.ts", "test/integration/**/*.test.ts"],
    // Loading the modules anew for each file takes longer than most tests; what a test leaves behind shows sooner.
    isolate: false,
    reporters: ["default", "json"],
    testTimeout: hangsMs,
    hookTimeout: hangsMs,
    expect: { poll: { timeout: hangsMs / 10 } },
    // The tests of a file in another order each time; the reporter says by which seed.
    sequence: { shuffle: { tests: true }, seed },
    outputFile: { json: join(results, `${suite}.json`) },
  };
}
