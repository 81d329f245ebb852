import type { Page } from "playwright-core";
import { openPalette } from "./open-palette.js";
import { quickInput } from "./quick-input.js";
import { waitUntil } from "./wait-until.js";

export type RunCommandOptions = {
  /** How the row is chosen; `mouse` by default. */
  readonly by?: "mouse" | "keyboard";
  /** 120,000 by default. */
  readonly timeoutMs?: number;
};

/**
 * Runs a command through the palette by its full title, e.g. `Phone Numbers: Search…`.
 * @throws {HostError} `timed-out`, with what the palette shows.
 */
export async function runCommand(
  page: Page,
  title: string,
  { by = "mouse", timeoutMs = 120_000 }: RunCommandOptions = {},
): Promise<void> {
  const palette = quickInput(page);
  await openPalette(page, { key: "F1", text: `>${title}`, row: title }, timeoutMs);
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
