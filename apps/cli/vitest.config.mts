import { defineConfig } from "vitest/config";
import { vitestDefaults } from "../../scripts/vitest-defaults.mjs";

export default defineConfig({
  test: {
    ...vitestDefaults(import.meta.dirname),
    // Most of them start processes, which takes its time on a slow machine.
    testTimeout: 180_000,
    maxWorkers: 2,
  },
});
