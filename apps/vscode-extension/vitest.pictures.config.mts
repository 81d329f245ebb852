import { defineConfig } from "vitest/config";

// Run by `npm run pictures`, which takes the pictures of README and Marketplace anew: no test is among them.
export default defineConfig({
  test: {
    include: ["test/pictures/**/*.pictures.ts"],
    testTimeout: 300_000,
    hookTimeout: 240_000,
  },
});
