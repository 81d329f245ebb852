import { defineConfig } from "vitest/config";
import { vitestDefaults } from "../../scripts/vitest-defaults.mjs";

export default defineConfig({
  test: {
    ...vitestDefaults(import.meta.dirname, "journey"),
    include: ["test/journey/**/*.test.ts"],
    // Each test starts a VS Code of its own.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 60_000 } },
    maxWorkers: 2,
  },
});
