import { defineConfig } from "vitest/config";
import { vitestDefaults } from "../../scripts/vitest-defaults.mjs";
import { alias } from "./test/support/alias.js";

// The package as others get it.
export default defineConfig({
  resolve: { alias },
  test: {
    ...vitestDefaults(import.meta.dirname, "core-package"),
    include: ["test/package/**/*.test.ts"],
  },
});
