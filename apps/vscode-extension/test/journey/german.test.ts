import { specialNumbers } from "@leaseline/sandbox";
import {
  dialog,
  quickInput,
  runCommand,
  toast,
  treeRow,
  webviewFrame,
} from "@leaseline/vscode-host";
import { describe, expect } from "vitest";
import { journey, opened } from "../support/journey/journey.js";
import { clearNotices, sayYes, writes, written } from "../support/journey/steps.js";

journey.beforeEach(opened);

const { sinch } = specialNumbers;

describe("in an editor that is set to German", () => {
  journey.override("language", "de");

  journey(
    "a person leases a number in German, with every word of it",
    async ({ editors, skip, stage }) => {
      skip(!editors.takesLanguages, "The editor has no language pack for German.");
      const { page } = stage;
      await page.getByText("Noch kein Konto?").waitFor();
      await stage.shoot("60-german-welcome");
      await page.getByRole("button", { name: "Sandbox ausprobieren" }).click();
      await toast(page, "Die Sandbox ist bereit").waitFor();
      await clearNotices(page);

      await runCommand(page, "Rufnummern: Rufnummer mieten…");
      const box = quickInput(page);
      await box.pick("Sinch · sandbox");
      await box.message.filter({ hasText: "mit ihrer Landesvorwahl" }).waitFor();
      // A refusal with a value in it.
      await box.type("+4917٣");
      await box.accept();
      await box.message.filter({ hasText: "„٣“ ist eine Ziffer in arabischer Schrift." }).waitFor();
      await stage.shoot("61-german-refusal");
      await box.type(sinch.plain);
      await box.accept();
      await box.row("Später entscheiden").waitFor();
      await box.pick("Später entscheiden");
      await dialog(page).getByText("jeden Monat bis zur Rückgabe").waitFor();
      await stage.shoot("61-german-lease");
      expect(await dialog(page).innerText()).toMatch(/0,80\s\$/);
      await sayYes(page, /mieten$/);
      await toast(page, "gemietet: ").waitFor();
      await treeRow(page, written(sinch.plain)).waitFor();
      await stage.shoot("62-german-leased");
      await clearNotices(page);

      await runCommand(page, "Rufnummern: Preise anzeigen");
      const panel = webviewFrame(page);
      await panel.getByRole("button", { name: "Meine Rufnummern" }).waitFor();
      await panel.getByRole("status").filter({ hasText: "1 Zeile" }).waitFor();
      expect(await panel.locator("html").getAttribute("lang")).toBe("de");
      // Words are longer than in English, and no heading stands over the next one.
      const beyond = panel.locator(".scroll thead").evaluate((head) =>
        [...head.querySelectorAll("th")].flatMap((cell) => {
          const [words, own] = [cell.firstElementChild ?? cell, cell].map((node) =>
            node.getBoundingClientRect(),
          );
          return words && own && words.right > own.right ? [cell.textContent] : [];
        }),
      );
      expect(await beyond).toEqual([]);
      await stage.shoot("63-german-pricing");

      await runCommand(page, "Rufnummern: Zurückgeben…");
      await box.pick(written(sinch.plain));
      await box.message.filter({ hasText: "Das lässt sich nicht rückgängig machen." }).waitFor();
      await box.escape();
      expect(writes(stage)).toBe(1);
    },
  );
});
