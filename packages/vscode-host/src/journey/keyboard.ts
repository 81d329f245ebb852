import type { Page } from "playwright-core";
import { letPageWork } from "./let-page-work.js";

/**
 * VS Code notes in a timer of 0 ms which box or list has the focus, and Chromium makes 4 ms of that for nested timers.
 * Until then a box that is gone still takes Escape, Enter and the arrows.
 */
const focusToldMs = 5;

/** Presses a key, once the editor knows what has the focus. For a key of a quick input, there is `quickInput`. */
export async function press(page: Page, key: string): Promise<void> {
  await letPageWork(page, focusToldMs);
  await page.keyboard.press(key);
}

/** Types a text into what has the focus, once the editor knows what that is. */
export async function typeText(page: Page, text: string): Promise<void> {
  await letPageWork(page, focusToldMs);
  await page.keyboard.type(text);
}
