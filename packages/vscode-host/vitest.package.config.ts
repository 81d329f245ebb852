import { defineConfig } from "vitest/config";
import { vitestDefaults } from "../../scripts/vitest-defaults.mjs";

// The host as the suites of others use it, each test with a VS Code of its own.
export default defineConfig({
  test: {
    ...vitestDefaults(import.meta.dirname, "vscode-host-package"),
    include: ["test/package/**/*.test.ts"],
  },
});
