import { defineConfig } from "vitest/config";
import { vitestDefaults } from "../../scripts/vitest-defaults.mjs";

// The same tests as in `npm test`, at the effort of `npm run soak`.
export default defineConfig({
  test: {
    ...vitestDefaults(import.meta.dirname, "soak-cli"),
    include: ["test/reliability/**/*.test.ts"],
    env: { LEASELINE_SOAK: "1" },
    testTimeout: 7_200_000,
    maxWorkers: 1,
  },
});
