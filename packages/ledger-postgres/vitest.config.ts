import { defineConfig } from "vitest/config";
import { vitestDefaults } from "../../scripts/vitest-defaults.mjs";

const defaults = vitestDefaults(import.meta.dirname);

export default defineConfig({
  test: {
    ...defaults,
    include: [
      ...defaults.include,
      "test/reliability/**/*.test.ts",
      // The core's, on a ledger of ours: see global-postgres.ts.
      "../core/test/reliability/{killed,races}/*.test.ts",
    ],
    globalSetup: "test/support/global-postgres.ts",
    // They wait for processes and databases more than they compute.
    maxWorkers: 6,
  },
});
