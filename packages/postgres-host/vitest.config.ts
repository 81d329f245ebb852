import { defineConfig } from "vitest/config";
import { vitestDefaults } from "../../scripts/vitest-defaults.mjs";

export default defineConfig({
  test: {
    ...vitestDefaults(import.meta.dirname),
    // As long as a server itself is waited for, twice: where every suite begins at once, it has little of a processor.
    testTimeout: 120_000,
  },
});
