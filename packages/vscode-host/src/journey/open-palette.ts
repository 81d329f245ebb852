import type { Page } from "playwright-core";
import { press } from "./keyboard.js";
import { quickInput } from "./quick-input.js";
import { waitUntil } from "./wait-until.js";

/** What the palette is opened with, and for. */
export type PaletteEntry = {
  readonly key: "F1" | "ControlOrMeta+P";
  readonly text: string;
  /** The label of the row. */
  readonly row: string;
};

/** How long the palette may take to filter before it is opened anew; the next time, twice as long. */
const filteringMs = 1500;

/**
 * Opens the palette with this text, and returns once it has this row.
 * An open palette does not look again for what comes late, not even when it is called for once more, and it closes
 * when something else takes the focus: so it is closed and opened until the row is there.
 * @throws {HostError} `timed-out`, with what the palette shows.
 */
export async function openPalette(
  page: Page,
  { key, text, row }: PaletteEntry,
  timeoutMs = 120_000,
): Promise<void> {
  const palette = quickInput(page);
  let patienceMs = filteringMs;
  let shown = "";
  await waitUntil(
    () => `“${row}” did not appear in the palette, which shows ${shown},`,
    async () => {
      await press(page, key);
      try {
        await palette.input.fill(text, { timeout: patienceMs });
        await palette.row(row).waitFor({ timeout: patienceMs });
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
}
