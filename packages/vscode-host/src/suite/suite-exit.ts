import type { Page } from "playwright-core";
import { HostError } from "../host-error.js";

/**
 * Listens for the end of the suite, before the page is opened.
 * @returns a function that waits for the exit code.
 */
export async function listenForExit(page: Page): Promise<() => Promise<number>> {
  let settle: { resolve: (code: number) => void; reject: (error: Error) => void } | undefined;
  const exit = new Promise<number>((resolve, reject) => {
    settle = { resolve, reject };
  });
  // It may fail before somebody waits for it.
  exit.catch(() => {});
  const fail = (message: string) => () => settle?.reject(new HostError("start-failed", message));
  page.once("crash", fail("The browser's page crashed during the suite."));
  page.once("close", fail("The browser closed during the suite."));
  await page.exposeFunction("codeAutomationExit", (code: number) => settle?.resolve(code));
  return () => exit;
}
