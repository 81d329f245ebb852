import { defineConfig } from "vitest/config";
import { vitestDefaults } from "../../scripts/vitest-defaults.mjs";

export default defineConfig({ test: vitestDefaults(import.meta.dirname) });
