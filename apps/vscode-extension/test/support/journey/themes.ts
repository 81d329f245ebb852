import { quickInput, runCommand } from "@leaseline/vscode-host";
import type { Page } from "playwright-core";

/** One of each kind: its name, and the class that the workbench has with it. */
export const themes = [
  { name: "Dark Modern", kind: "vs-dark" },
  { name: "Light Modern", kind: "vs" },
  { name: "Dark High Contrast", kind: "hc-black" },
  { name: "Light High Contrast", kind: "hc-light" },
] as const;

/** Has the editor in that theme, as a person does. */
export async function chooseTheme(page: Page, { name, kind }: (typeof themes)[number]) {
  await runCommand(page, "Preferences: Color Theme");
  const box = quickInput(page);
  await box.type(name);
  await box.pick(name);
  await page.locator(`.monaco-workbench.${kind}`).waitFor();
}
