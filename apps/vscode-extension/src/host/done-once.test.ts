import { expect, it } from "vitest";
import { doneOnce } from "./done-once.js";
import { lazyPricingPanel } from "./lazy-pricing-panel.js";

it("is done once for all who come, also while it is being done", async () => {
  let times = 0;
  const done = doneOnce(async () => (times += 1));
  expect(await Promise.all([done(), done()])).toEqual([1, 1]);
  expect(await done()).toBe(1);
});

it("is done again by whoever comes after it has failed, and kept then", async () => {
  let times = 0;
  const done = doneOnce(async () => {
    times += 1;
    if (times === 1) throw new Error("there is no such file");
    return times;
  });
  const first = await Promise.allSettled([done(), done()]);
  expect(first.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(await done()).toBe(2);
  expect(await done()).toBe(2);
});

it("opens the pricing panel by the next command when the first one could not load it", async () => {
  const told: string[] = [];
  let isThere = false;
  const show = () =>
    new Promise<void>((resolve) => {
      heard = resolve;
      pricing.show();
    });
  let heard = () => {};
  const say = (what: string) => {
    told.push(what);
    heard();
  };
  const pricing = lazyPricingPanel(
    async () => {
      if (!isThere) throw new Error("there is no such file");
      return { show: () => say("shown"), restore: () => {}, changed: () => {} };
    },
    () => say("failed"),
  );
  await show();
  isThere = true;
  await show();
  expect(told).toEqual(["failed", "shown"]);
});
