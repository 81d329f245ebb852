import { describe, expect, it } from "vitest";
import { noticeWords } from "./notices.js";

const damaged = (blocked: number) =>
  noticeWords({ kind: "damaged", keptAt: "/home/ledger.broken", blocked }, false);

describe("what is said of a damaged ledger", () => {
  it("counts what is blocked, and sends nobody to settle nothing", () => {
    expect(damaged(0)).toContain("broken; no lease or release was in doubt.");
    expect(damaged(0)).not.toContain("reconcile");
    expect(damaged(1)).toContain("one number in doubt is blocked until");
    expect(damaged(2)).toContain("2 numbers in doubt are blocked until");
  });
});
