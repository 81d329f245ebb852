import type { Page } from "playwright-core";
import { letPageWork } from "./let-page-work.js";

/**
 * VS Code takes a box or a list for the one that has the focus until a timer of no time is due, of which Chromium makes
 * 4 ms among timers that set one another. So long, a box that is gone takes Escape, Enter and the arrows.
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
