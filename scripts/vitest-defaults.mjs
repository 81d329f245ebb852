import { basename, join } from "node:path";

const results = join(import.meta.dirname, "..", ".results");
/** Whoever names it has the order of another run again. */
const seed = Number(process.env.LEASELINE_SEED || Date.now() % 1_000_000);

/** What every suite shares; the JSON file is what the summary of `npm test` adds up. */
export function vitestDefaults(packageFolder, suite = basename(packageFolder)) {
  return {
    include: ["src/**/*.test.ts", "test/integration/**/*.test.ts"],
    // Loading the modules anew for each file takes longer than most tests; what a test leaves behind shows sooner.
    isolate: false,
    reporters: ["default", "json"],
    // Long enough for a machine that is busy with other things.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    // The tests of a file in another order each time; the reporter says by which seed.
    sequence: { shuffle: { tests: true }, seed },
    outputFile: { json: join(results, `${suite}.json`) },
  };
}
