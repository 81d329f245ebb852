import { expect, it } from "vitest";
import { table } from "./steady.mjs";

it("tells how often each test failed, without load and with it", () => {
  const rounds = [
    { loaded: false, failures: ["a.test.ts: one\n    because"] },
    { loaded: true, failures: ["a.test.ts: one\n    because of something else", "b.test.ts: two"] },
    { loaded: false, failures: [] },
    { loaded: true, failures: ["a.test.ts: one"] },
  ];
  expect(table(rounds).split("\n").slice(2)).toEqual([
    "| a.test.ts: one | 1 | 2 |",
    "| b.test.ts: two | 0 | 1 |",
  ]);
});

it("says so when none did", () => {
  expect(table([{ loaded: false, failures: [] }])).toContain("| none | 0 | 0 |");
});
