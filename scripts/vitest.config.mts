import { defineConfig } from "vitest/config";
import { vitestDefaults } from "./vitest-defaults.mjs";

export default defineConfig({
  test: { ...vitestDefaults(import.meta.dirname), include: ["**/*.test.mjs"] },
});
