import { expect, it } from "vitest";
import { withCleanup } from "./cleanup.js";

it("undoes the last first, also when the work fails", async () => {
  const undone: string[] = [];
  const work = withCleanup(async (cleanup) => {
    await cleanup(async () => undone.push("first"));
    await cleanup(async () => undone.push("last"));
    throw new Error("no");
  });
  await expect(work).rejects.toThrow("no");
  expect(undone).toEqual(["last", "first"]);
});

it("undoes the rest when one undoing fails", async () => {
  const undone: string[] = [];
  await withCleanup(async (cleanup) => {
    await cleanup(async () => undone.push("first"));
    await cleanup(() => Promise.reject(new Error("no")));
  });
  expect(undone).toEqual(["first"]);
});

it("undoes at once what comes after the end", async () => {
  let late: (() => Promise<void>) | undefined;
  let undone = false;
  await withCleanup(async (cleanup) => {
    late = () =>
      cleanup(async () => {
        undone = true;
      });
  });
  await late?.();
  expect(undone).toBe(true);
});
