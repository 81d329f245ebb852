import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";

/**
 * Passes on what the suite and the extension print, which VS Code hands to this function of the page
 * together with what the workbench says to itself. The latter is only shown when asked for.
 * @returns a function that ends it, because the workbench complains about its own closing.
 */
export async function forwardConsole(page: Page): Promise<() => void> {
  const verbose = process.env["LEASELINE_VERBOSE"] === "1";
  let open = true;
  await page.exposeFunction(
    "codeAutomationLog",
    async (type: string, words: readonly unknown[]) => {
      if (!open || (isWorkbenchTalk(words) && !verbose)) return;
      const folder = keptIn(words);
      if (folder !== undefined) await keepPage(page, folder);
      const stream = type === "error" || type === "warn" ? process.stderr : process.stdout;
      stream.write(`${plain(words)}\n`);
    },
  );
  if (verbose) page.on("console", (message) => process.stderr.write(`[page] ${message.text()}\n`));
  return () => {
    open = false;
  };
}

/** A suite asks in this form for what the page shows when a test has failed. */
function keptIn([first]: readonly unknown[]): string | undefined {
  return typeof first === "string" ? /^Keep the page in (\S.*\S)\s*$/.exec(first)?.[1] : undefined;
}

async function keepPage(page: Page, folder: string): Promise<void> {
  const text = await page.locator("body").innerText();
  await writeFile(join(folder, "page.txt"), text);
  await page.screenshot({ path: join(folder, "page.png") });
}

/** Both come at the same level and in the same form, so the workbench is known by its words. */
export function isWorkbenchTalk([first]: readonly unknown[]): boolean {
  return typeof first === "string" && workbenchWords.test(first);
}

const workbenchWords =
  /^(Resolv(ing|ed) connection token|Creating a socket \(|Ignoring fetching additional builtin|\[(reconnection-grace-time|remote-connection|Service Worker|AgentHost|AccountPolicyGate)\b)/;

/** One line of console arguments, without the styles that `%c` stands for. */
export function plain(words: readonly unknown[]): string {
  const [first, ...rest] = words;
  if (typeof first !== "string") return words.map(show).join(" ");
  const styles = first.split("%c").length - 1;
  const text = styles > 0 ? first.replaceAll("%c", "").trimStart() : first;
  return [text, ...rest.slice(styles).map(show)].join(" ").trimEnd();
}

function show(word: unknown): string {
  return typeof word === "string" ? word : (JSON.stringify(word) ?? String(word));
}
