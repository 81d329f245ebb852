import { describe, expect, it } from "vitest";
import { isWhole, launcherChain, type ProcessRow, readProcess } from "./launchers.js";

const table: Readonly<Record<number, ProcessRow>> = {
  1: { parent: 0, command: "/sbin/init " },
  10: { parent: 1, command: "bash " },
  20: { parent: 10, command: "npm start --browser " },
  21: { parent: 20, command: "sh -c node scripts/run.mjs start " },
  22: { parent: 21, command: "node scripts/run.mjs start " },
  23: { parent: 22, command: "/x/bin/pnpm exec node start.js " },
  24: { parent: 23, command: "node start.js " },
};
const reader = (rows: Readonly<Record<number, ProcessRow>>) => async (id: number) => rows[id];

describe("the chain from npm start down to us", () => {
  it("ends at npm, not at the person's shell", async () => {
    const chain = await launcherChain(24, reader(table));
    expect(chain.map(({ parent }) => parent)).toEqual([23, 22, 21, 20]);
  });

  it("is empty for a program that was started by hand", async () => {
    const byHand = { ...table, 24: { parent: 10, command: "node start.js " } };
    expect(await launcherChain(24, reader(byHand))).toEqual([]);
  });

  it("is broken when any of its processes is gone", async () => {
    const chain = await launcherChain(24, reader(table));
    expect(await isWhole(chain, reader(table))).toBe(true);
    const orphaned = { ...table, 22: { parent: 1, command: "node scripts/run.mjs start " } };
    expect(await isWhole(chain, reader(orphaned))).toBe(false);
  });

  it.runIf(process.platform === "linux")("reads the real parent", async () => {
    expect((await readProcess(process.pid))?.parent).toBe(process.ppid);
  });
});
