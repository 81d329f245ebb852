import { defineConfig } from "vitest/config";
import { vitestDefaults } from "../../scripts/vitest-defaults.mjs";

const defaults = vitestDefaults(import.meta.dirname);

export default defineConfig({
  test: {
    ...defaults,
    include: [...defaults.include, "test/reliability/**/*.test.ts"],
    // Most of them start processes, which takes its time on a slow machine, and wait for them.
    testTimeout: 180_000,
    maxWorkers: 3,
  },
});
