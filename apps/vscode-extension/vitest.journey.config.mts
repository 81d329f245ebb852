import { defineConfig } from "vitest/config";
import { vitestDefaults } from "../../scripts/vitest-defaults.mjs";

export default defineConfig({
  test: {
    ...vitestDefaults(import.meta.dirname, "journey"),
    include: ["test/journey/**/*.test.ts"],
    // What makes a journey long is the VS Code of its own that it starts, twenty seconds of thirty on a busy machine:
    // that is done in a hook. A test's own limit is for its steps, of which one that never comes is waited for a minute:
    // where a machine is four times slower than others, some of them take a minute and a half.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 60_000 } },
    maxWorkers: 2,
  },
});
