import { defineConfig } from "vitest/config";
import { vitestDefaults } from "../../scripts/vitest-defaults.mjs";

const defaults = vitestDefaults(import.meta.dirname);

export default defineConfig({
  test: {
    ...defaults,
    include: [...defaults.include, "test/reliability/**/*.test.ts"],
    maxWorkers: 3,
  },
});
