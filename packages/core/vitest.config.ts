import { defineConfig } from "vitest/config";
import { vitestDefaults } from "../../scripts/vitest-defaults.mjs";
import { alias } from "./test/support/alias.js";

const defaults = vitestDefaults(import.meta.dirname);

export default defineConfig({
  resolve: { alias },
  test: {
    ...defaults,
    include: [...defaults.include, "test/reliability/**/*.test.ts"],
    // The tests wait for sockets and clocks more than they compute.
    maxWorkers: 4,
    coverage: {
      // Asked for by `npm run check`: it makes the tests slower.
      enabled: process.env["LEASELINE_COVERAGE"] === "1",
      provider: "v8",
      include: ["src/**/*.ts"],
      // What others run as tests, and what only names things.
      exclude: ["src/**/*.test.ts", "src/testing/**", "src/**/index.ts"],
      reporter: ["text-summary"],
      thresholds: { lines: 90 },
    },
  },
});
