import { describe, expect, it } from "vitest";
import type { ConfirmQuestion } from "./prompts.js";
import { readAgainMs, readFirst, readMs } from "./read-first.js";

const question: ConfirmQuestion = { title: "Lease it?", detail: ["$1"], yes: "Lease" };

/** Somebody who answers so long after each time that they are asked. */
function person(...answers: readonly (readonly [afterMs: number, isYes: boolean])[]) {
  let at = 0;
  const asked: boolean[] = [];
  const confirm = readFirst(
    async (_, isAgain) => {
      const [afterMs, isYes] = answers[asked.length] ?? [0, false];
      asked.push(isAgain);
      at += afterMs;
      return isYes;
    },
    () => at,
  );
  return { confirm, asked };
}

describe("a question that one key agrees to", () => {
  it("is answered by whoever has had the time to read it", async () => {
    const { confirm, asked } = person([readMs, true]);
    expect(await confirm(question)).toBe(true);
    expect(asked).toEqual([false]);
  });

  it("is asked again, and says so, for as long as a key is held down", async () => {
    const { confirm, asked } = person([400, true], [30, true], [30, true], [readAgainMs, true]);
    expect(await confirm(question)).toBe(true);
    expect(asked).toEqual([false, true, true, true]);
  });

  it("is not agreed to by whoever types on, with a space or a new line every second or two", async () => {
    const keys = [700, 1200, 1900, 1400, 2500].map((ms) => [ms, true] as const);
    const { confirm, asked } = person(...keys, [0, false]);
    expect(await confirm(question)).toBe(false);
    expect(asked).toEqual([false, true, true, true, true, true]);
  });

  it("takes a no however soon it comes, also where it is asked again", async () => {
    expect(await person([0, false]).confirm(question)).toBe(false);
    const { confirm, asked } = person([30, true], [30, false]);
    expect(await confirm(question)).toBe(false);
    expect(asked).toEqual([false, true]);
  });

  it("is asked once at a time, however often it is called for, and any other beside it", async () => {
    const asked: string[] = [];
    const answers: (() => void)[] = [];
    let at = 0;
    const confirm = readFirst(
      ({ title }) => {
        asked.push(title);
        return new Promise((resolve) => answers.push(() => resolve(true)));
      },
      () => at,
    );
    const first = confirm(question);
    expect(await confirm(question)).toBe(false);
    const other = confirm({ ...question, title: "Another one?" });
    expect(asked).toEqual(["Lease it?", "Another one?"]);
    at = readMs;
    for (const answer of answers) answer();
    expect(await Promise.all([first, other])).toEqual([true, true]);
    void confirm(question);
    expect(asked).toHaveLength(3);
  });

  it("can be asked again after asking has failed", async () => {
    const confirm = readFirst(() => Promise.reject(new Error("no window")));
    await expect(confirm(question)).rejects.toThrow("no window");
    await expect(confirm(question)).rejects.toThrow("no window");
  });
});
