import type { Locator } from "playwright-core";
import { expect } from "vitest";
import { hostile } from "../hostile.js";

/** The text is there as it was written, and nothing of it can be pressed or is drawn. */
export async function expectText(place: Locator, planted: string = hostile): Promise<void> {
  await expectWritten(place, planted);
  await expectNothingToPress(place);
}

/** The text is there as it was written, beside what is ours. */
export async function expectWritten(place: Locator, planted: string = hostile): Promise<void> {
  await place.waitFor();
  const shown = (await place.innerText())
    .replaceAll(/[\u2060\u200b]/g, "")
    .replaceAll("\u00a0", " ");
  expect(shown.replaceAll(/\s+/g, " ")).toContain(planted);
}

export async function expectNothingToPress(place: Locator): Promise<void> {
  expect(await place.locator("a[href^='command:']").count()).toBe(0);
  expect(await place.locator("[data-href^='command:']").count()).toBe(0);
  expect(await place.locator(".codicon-bug").count()).toBe(0);
  expect(await place.locator("b").count()).toBe(0);
}
