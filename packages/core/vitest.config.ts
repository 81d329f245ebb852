import { defineConfig } from "vitest/config";
import { vitestDefaults } from "../../scripts/vitest-defaults.mjs";

export default defineConfig({
  test: {
    ...vitestDefaults(import.meta.dirname),
    include: ["src/**/*.test.ts", "test/reliability/**/*.test.ts"],
    // The tests wait for sockets and clocks more than they compute.
    maxWorkers: 4,
  },
});
