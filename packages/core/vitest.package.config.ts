import { defineConfig } from "vitest/config";
import { vitestDefaults } from "../../scripts/vitest-defaults.mjs";

// The package as others get it.
export default defineConfig({
  test: {
    ...vitestDefaults(import.meta.dirname, "core-package"),
    include: ["test/package/**/*.test.ts"],
  },
});
