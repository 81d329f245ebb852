import { defineConfig } from "vitest/config";
import { vitestDefaults } from "../../scripts/vitest-defaults.mjs";

export default defineConfig({
  test: {
    ...vitestDefaults(import.meta.dirname),
    // The tests wait for sockets and clocks more than they compute.
    maxWorkers: 4,
  },
});
