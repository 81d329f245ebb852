import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { specialNumbers } from "@leaseline/sandbox";
import { press, quickInput, runCommand, toast } from "@leaseline/vscode-host";
import { describe, expect } from "vitest";
import { journey, opened } from "../support/journey/journey.js";
import {
  agree,
  clearNotices,
  openFile,
  search,
  squiggle,
  untilSeen,
  writes,
} from "../support/journey/steps.js";

const { plain } = specialNumbers.contiguity;
const code = `import { send } from "./send";

await send({ from: "+13055550199", to: "+13055550123", message: "Hello" });
`;
const env = "# Of the app\nKEY=a\n";

describe("a person with code", () => {
  const inCode = journey.extend("files", () => ({ "main.ts": code, ".env": env }));
  inCode.beforeEach(opened);

  inCode("leases, adds the number to .env, and mends a sender", async ({ atSandbox }) => {
    const { page, folder } = atSandbox;
    const box = quickInput(page);
    await search(page, plain);
    await agree(page);
    await toast(page, "Leased +1 305 555 0100").getByText("Add to .env…").click();
    await box.row("PHONE_NUMBER").waitFor();
    await box.pickByKeyboard("PHONE_NUMBER");
    // What would be written stands there before it is.
    await page
      .locator(".diff-editor, .monaco-diff-editor")
      .getByText(`=${plain}`)
      .first()
      .waitFor();
    await atSandbox.shoot("40-env-diff");
    expect(await readFile(join(folder, ".env"), "utf8")).toBe(env);
    await box.pickByKeyboard("Write PHONE_NUMBER");
    await toast(page, "PHONE_NUMBER is").waitFor();
    expect(await readFile(join(folder, ".env"), "utf8")).toBe(`${env}PHONE_NUMBER=${plain}\n`);
    await clearNotices(page);

    await openFile(page, "main.ts");
    await squiggle(page).first().waitFor();
    await runCommand(page, "Go to Next Problem in Files (Error, Warning, Info)", {
      by: "keyboard",
    });
    await page.getByText("is not leased in any of your accounts").first().waitFor();
    await press(page, "Escape");
    // Its keys are the problem's until that is gone; and what there is to mend is known when the bulb is there.
    await page.locator(".marker-widget").waitFor({ state: "hidden" });
    await page.locator(".lightBulbWidget").waitFor();
    const fix = page.locator(".action-widget").getByText("Use +1 305 555 0100");
    await untilSeen(fix, () => press(page, "Control+."));
    await atSandbox.shoot("41-quick-fix");
    // The first one, as it costs nothing.
    await press(page, "Enter");
    await squiggle(page).first().waitFor({ state: "hidden" });

    await runCommand(page, "Show or Focus Hover", { by: "keyboard" });
    const hover = page.locator(".monaco-hover:visible");
    await hover.getByText("$2.99/mo · active").waitFor();
    await hover.getByText("Details").waitFor();
    await atSandbox.shoot("42-hover");
    expect(writes(atSandbox)).toBe(1);
  });
});
