import { defineConfig } from "vitest/config";
import { vitestDefaults } from "../../scripts/vitest-defaults.mjs";
import { alias } from "./test/support/alias.js";

// The same tests as in `npm test`, at the effort of `npm run soak`.
export default defineConfig({
  resolve: { alias },
  test: {
    ...vitestDefaults(import.meta.dirname, "soak"),
    include: ["test/reliability/**/*.test.ts"],
    env: { LEASELINE_SOAK: "1" },
    testTimeout: 7_200_000,
    // One for each of two cores: the programs that they start need some too.
    maxWorkers: 2,
  },
});
