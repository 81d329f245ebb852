import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it, vi } from "vitest";
import { merge } from "./merge.js";

async function* late(afterMs: number) {
  await sleep(afterMs);
  yield "late";
}

/** Gives what it is told to, once it has been asked for it. */
function sourceByHand() {
  let tell: (value: string) => void = () => {};
  async function* source() {
    for (;;) yield await new Promise<string>((resolve) => (tell = resolve));
  }
  return { source: source(), tell: (value: string) => tell(value) };
}

async function* failing(afterMs: number) {
  yield "first";
  await sleep(afterMs);
  throw new Error("broken");
}

async function taken<T>(values: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const value of values) all.push(value);
  return all;
}

describe("merging", () => {
  it("gives values as they come, whichever is first", async () => {
    const [a, b] = [sourceByHand(), sourceByHand()];
    const values = merge([a.source, b.source]);
    for (const [one, value] of [
      [b, "b0"],
      [a, "a0"],
      [b, "b1"],
      [a, "a1"],
    ] as const) {
      const next = values.next();
      one.tell(value);
      expect((await next).value).toBe(value);
    }
  });

  it("of nothing is nothing", async () => {
    expect(await taken(merge([]))).toEqual([]);
  });

  it("asks for no more than was taken", async () => {
    let asked = 0;
    async function* counting() {
      for (;;) {
        asked += 1;
        yield asked;
      }
    }
    for await (const _ of merge([counting()])) break;
    expect(asked).toBe(1);
  });

  it("throws what a source throws", async () => {
    await expect(taken(merge([late(50), failing(1)]))).rejects.toThrow("broken");
  });

  it("leaves no rejection unhandled when a source fails while the reader is busy", async () => {
    const unhandled = vi.fn();
    process.on("unhandledRejection", unhandled);
    const values = merge([failing(1), failing(2)]);
    await values.next();
    await sleep(30);
    await expect(taken(values)).rejects.toThrow("broken");
    await sleep(10);
    process.off("unhandledRejection", unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });

  it("closes every source when the reader stops", async () => {
    const closed: string[] = [];
    async function* closing(name: string) {
      try {
        for (;;) {
          await sleep(1);
          yield name;
        }
      } finally {
        closed.push(name);
      }
    }
    for await (const _ of merge([closing("a"), closing("b")])) break;
    await expect.poll(() => closed.toSorted()).toEqual(["a", "b"]);
  });

  it("closes the other sources when one fails, without waiting for one that hangs", async () => {
    const hanging = {
      [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => {}) }),
    };
    await expect(taken(merge([hanging, failing(1)]))).rejects.toThrow("broken");
  });
});
