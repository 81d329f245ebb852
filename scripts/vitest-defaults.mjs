import { basename, join } from "node:path";

const results = join(import.meta.dirname, "..", ".results");

/** What every suite shares; the JSON file is what the summary of `npm test` adds up. */
export function vitestDefaults(packageFolder, suite = basename(packageFolder)) {
  return {
    include: ["src/**/*.test.ts"],
    reporters: ["default", "json"],
    outputFile: { json: join(results, `${suite}.json`) },
  };
}
