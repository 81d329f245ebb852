import type { Page } from "playwright-core";
import { quickInput } from "./quick-input.js";
import { waitUntil } from "./wait-until.js";

export type RunCommandOptions = {
  /** How the row is chosen; `mouse` by default. */
  readonly by?: "mouse" | "keyboard";
  /** 60,000 by default. */
  readonly timeoutMs?: number;
};

/** How long the palette may take to filter before it is opened anew; the next time, twice as long. */
const filteringMs = 1500;

/**
 * Runs a command through the palette by its full title, e.g. `Phone Numbers: Search…`.
 * An open palette does not look again for commands that come late, not even when it is called for once more:
 * so it is closed and opened until the command is there.
 * @throws {HostError} `timed-out`, with what the palette shows.
 */
export async function runCommand(
  page: Page,
  title: string,
  { by = "mouse", timeoutMs = 60_000 }: RunCommandOptions = {},
): Promise<void> {
  const palette = quickInput(page);
  let patienceMs = filteringMs;
  let shown = "";
  await waitUntil(
    () => `The command “${title}” did not appear in the palette, which shows ${shown},`,
    async () => {
      await page.keyboard.press("F1");
      try {
        await palette.input.fill(`>${title}`, { timeout: patienceMs });
        await palette.row(title).waitFor({ timeout: patienceMs });
        return true;
      } catch (error) {
        // On a machine that is busy, to begin again and again would never come to an end.
        patienceMs *= 2;
        shown = (await palette.rows.allInnerTexts()).join(", ");
        if (shown !== "") await palette.escape();
        throw error;
      }
    },
    timeoutMs,
  );
  // From here on nothing is tried twice: the command may be one that costs money.
  if (by === "mouse") await palette.pick(title);
  else await palette.pickByKeyboard(title);
  await paletteIsGone(page, timeoutMs);
}

/** The command may open the same box for its own purpose; then it is the `>` that is gone. */
async function paletteIsGone(page: Page, timeoutMs: number): Promise<void> {
  await waitUntil(
    () => "The palette did not close",
    async () => {
      const box = quickInput(page);
      if ((await box.widget.count()) === 0) return true;
      const value = await box.input.inputValue({ timeout: 200 });
      return value.startsWith(">") ? undefined : true;
    },
    timeoutMs,
  );
}
