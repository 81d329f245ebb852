import { expect, it } from "vitest";
import { drawnByThePage, launchWords } from "./desktop-editors.js";

const folders = { userDataDir: "/profile & %x%", extensionsDir: "/extensions" };

it("opens the folder last, in a profile of its own that asks nothing", () => {
  const words = launchWords(folders, "/folder ^", "win32");
  expect(words).toContain("--user-data-dir=/profile & %x%");
  expect(words).toContain("--extensions-dir=/extensions");
  expect(words).toContain("--disable-workspace-trust");
  expect(words.at(-1)).toBe("/folder ^");
});

it("asks whether the folder is trusted only where that is what is tested", () => {
  const asked = launchWords({ ...folders, workspaceTrust: true }, "/f");
  expect(asked).not.toContain("--disable-workspace-trust");
});

it("leaves the person's own keychain alone", () => {
  expect(launchWords(folders, "/f", "linux")).toContain("--password-store=basic");
  expect(launchWords(folders, "/f", "darwin")).toContain("--use-mock-keychain");
});

it("lets the page draw the dialogs, which the system would keep from us", () => {
  expect(drawnByThePage).toMatchObject({ "window.dialogStyle": "custom" });
});
