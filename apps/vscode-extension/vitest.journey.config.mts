import { defineConfig } from "vitest/config";
import { vitestDefaults } from "../../scripts/vitest-defaults.mjs";

export default defineConfig({
  test: {
    ...vitestDefaults(import.meta.dirname, "journey"),
    include: ["test/journey/**/*.test.ts"],
    testTimeout: 90_000,
    hookTimeout: 240_000,
    // Each file has a VS Code of its own, and waits for it much of the time.
    maxWorkers: 2,
  },
});
