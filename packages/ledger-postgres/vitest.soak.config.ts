import { defineConfig } from "vitest/config";
import { vitestDefaults } from "../../scripts/vitest-defaults.mjs";

// The same tests as in `npm test`, at the effort of `npm run soak`.
export default defineConfig({
  test: {
    ...vitestDefaults(import.meta.dirname, "soak-postgres"),
    include: ["test/reliability/**/*.test.ts", "../core/test/reliability/{killed,races}/*.test.ts"],
    env: { LEASELINE_SOAK: "1" },
    globalSetup: "test/support/global-postgres.ts",
    testTimeout: 7_200_000,
    maxWorkers: 2,
  },
});
