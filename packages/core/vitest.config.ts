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
  },
});
