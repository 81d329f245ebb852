import type { Page } from "playwright-core";
import { quickInput } from "./quick-input.js";
import { waitUntil } from "./wait-until.js";

export type RunCommandOptions = {
  /** How the row is chosen; `mouse` by default. */
  readonly by?: "mouse" | "keyboard";
  /** 20,000 by default. */
  readonly timeoutMs?: number;
};

/** How long the palette may take to filter, before it is opened anew. */
const filteringMs = 1500;

/**
 * Runs a command through the palette by its full title, e.g. `Phone Numbers: Search…`.
 * The palette does not look again for commands that come late, so it is opened until the command is there.
 * @throws {HostError} `timed-out`.
 */
export async function runCommand(
  page: Page,
  title: string,
  { by = "mouse", timeoutMs = 20_000 }: RunCommandOptions = {},
): Promise<void> {
  const palette = quickInput(page);
  await waitUntil(
    `The command “${title}” did not appear in the palette`,
    async () => {
      await page.keyboard.press("F1");
      await palette.input.fill(`>${title}`, { timeout: filteringMs });
      await palette.row(title).waitFor({ timeout: filteringMs });
      return true;
    },
    timeoutMs,
  ).catch(async (error: unknown) => {
    await page.keyboard.press("Escape");
    throw error;
  });
  // From here on nothing is tried twice: the command may be one that costs money.
  if (by === "mouse") await palette.pick(title);
  else await palette.pickByKeyboard(title);
  await paletteIsGone(page);
}

/** The command may open the same box for its own purpose; then it is the `>` that is gone. */
async function paletteIsGone(page: Page): Promise<void> {
  await waitUntil(
    "The palette did not close",
    async () => {
      const box = quickInput(page);
      if ((await box.widget.count()) === 0) return true;
      const value = await box.input.inputValue({ timeout: 200 });
      return value.startsWith(">") ? undefined : true;
    },
    5000,
  );
}
