import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { temporaryFolder } from "../support/ledger-harness.js";
import { inTurn, lock, patiently } from "../../src/node/sqlite/lock.js";

describe("a lock", () => {
  it("is held by one at a time", () => {
    const file = join(temporaryFolder(), "one.lock");
    const held = lock(file);
    expect(held).not.toBeNull();
    expect(lock(file)).toBeNull();
    held?.close();
    const next = lock(file);
    expect(next).not.toBeNull();
    next?.close();
  });

  it("is waited for no longer than was said, and leaves the event loop its turns", async () => {
    let turns = 0;
    const interval = setInterval(() => (turns += 1), 10);
    onTestFinished(() => clearInterval(interval));
    const start = performance.now();
    const busy = Object.assign(new Error("busy"), { errcode: 5 });
    const tried = patiently(() => {
      throw busy;
    }, 2000);
    await expect(tried).rejects.toBe(busy);
    expect(performance.now() - start).toBeGreaterThan(1950);
    // Two hundred where nothing else needs the processor.
    expect(turns).toBeGreaterThan(10);
  });

  it("lets one at a time do its work, and the next one also after it has failed", async () => {
    const file = join(temporaryFolder(), "one.lock");
    const running: string[] = [];
    const work = (name: string) =>
      inTurn(file, async () => {
        running.push(`${name} begins`);
        await new Promise((resolve) => setTimeout(resolve, 50));
        running.push(`${name} ends`);
        if (name === "first") throw new Error("it failed");
      });
    const first = work("first");
    const second = work("second");
    await expect(first).rejects.toThrow("it failed");
    await second;
    expect(running).toEqual(["first begins", "first ends", "second begins", "second ends"]);
  });
});
