import type { Locator, Page } from "playwright-core";
import { HostError } from "../host-error.js";

/** The box that pickers, input boxes and the command palette share. */
export type QuickInput = {
  /** The whole box, while it is open. */
  readonly widget: Locator;
  readonly title: Locator;
  /** Waits for the step with this title. Do so after each step, or you speak to the one before. */
  readonly step: (title: string | RegExp) => Promise<void>;
  readonly input: Locator;
  /** Every row that is drawn; a long list draws what is in sight only, so type to filter. */
  readonly rows: Locator;
  /** What is said below an input box: its prompt, or why the value is refused. */
  readonly message: Locator;
  /** The row whose label is exactly this text, or matches. */
  readonly row: (label: string | RegExp) => Locator;
  /** Clicks that row once it is there. */
  readonly pick: (label: string | RegExp) => Promise<void>;
  /** Goes to that row with the arrow keys and presses Enter. */
  readonly pickByKeyboard: (label: string | RegExp) => Promise<void>;
  /** Waits until no more rows come: those that do put others under the pointer. */
  readonly atRest: () => Promise<void>;
  /** Replaces what stands in the input. */
  readonly type: (text: string) => Promise<void>;
  /** Presses Enter. */
  readonly accept: () => Promise<void>;
  /** Waits until what was accepted is refused, and the reason stands in the message. */
  readonly refused: () => Promise<void>;
  /** Clicks the arrow that leads one step back. */
  readonly back: () => Promise<void>;
  /** Presses Escape and waits until the box is gone. */
  readonly escape: () => Promise<void>;
};

const mostSteps = 100;
/** A box that fades out is still drawn, but it listens no more. */
const open = ".quick-input-widget:visible:not(.quick-input-widget-closing)";

export function quickInput(page: Page): QuickInput {
  const widget = page.locator(open);
  const input = widget.locator(".quick-input-box input");
  const rows = widget.locator(".quick-input-list .monaco-list-row");
  const title = widget.locator(".quick-input-title");
  const row = (label: string | RegExp) => {
    const labelled = page.locator(".label-name", { hasText: exactly(label) });
    return rows.filter({ has: labelled }).first();
  };
  return {
    widget,
    title,
    step: (text) => title.filter({ hasText: text }).waitFor(),
    input,
    rows,
    message: widget.locator(".quick-input-message"),
    row,
    pick: (label) => row(label).click(),
    pickByKeyboard: async (label) => {
      await row(label).waitFor();
      const focused = rows.and(page.locator(".focused"));
      for (let step = 0; step < mostSteps; step += 1) {
        const name = await focused
          .locator(".label-name")
          .first()
          .textContent({ timeout: 500 })
          .catch(() => null);
        if (name !== null && exactly(label).test(name.replaceAll("\u00A0", " "))) {
          await input.press("Enter");
          return;
        }
        // Into the box, not to the page: when the palette closes, VS Code gives the focus back to a
        // webview by a message, which can arrive after the next box has opened.
        await input.press("ArrowDown");
      }
      throw new HostError(
        "timed-out",
        `The row ${String(label)} was not reached in ${mostSteps} steps.`,
      );
    },
    atRest: () => widget.locator(".monaco-progress-container.active").waitFor({ state: "hidden" }),
    type: (text) => input.fill(text),
    accept: () => input.press("Enter"),
    refused: () => widget.locator(".monaco-inputbox.error").waitFor(),
    back: () => widget.getByRole("button", { name: "Back" }).click(),
    escape: async () => {
      // Into the box, which may be drawn before it has the focus.
      await input.press("Escape");
      await widget.waitFor({ state: "hidden" });
    },
  };
}

function exactly(label: string | RegExp): RegExp {
  if (label instanceof RegExp) return label;
  return new RegExp(`^\\s*${label.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}\\s*$`);
}
