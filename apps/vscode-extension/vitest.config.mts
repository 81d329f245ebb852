import { defineConfig } from "vitest/config";
import { vitestDefaults } from "../../scripts/vitest-defaults.mjs";

export default defineConfig({
  test: {
    ...vitestDefaults(import.meta.dirname),
    // Its integration suite runs inside an extension host instead.
    include: ["src/**/*.test.ts", "test/support/**/*.test.ts"],
  },
});
