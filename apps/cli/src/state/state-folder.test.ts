import { chmodSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join, win32 } from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "../../test/support/sandbox-home.js";
import { openStateFolder, stateFolder } from "./state-folder.js";

it("is where LEASELINE_HOME says, else where the platform keeps such things", () => {
  expect(stateFolder({ LEASELINE_HOME: "/chosen" }, "linux")).toBe("/chosen");
  expect(stateFolder({}, "linux")).toBe(join(homedir(), ".local", "state", "leaseline"));
  expect(stateFolder({ XDG_STATE_HOME: "/state" }, "linux")).toBe(join("/state", "leaseline"));
  expect(stateFolder({}, "darwin")).toBe(
    join(homedir(), "Library", "Application Support", "Leaseline"),
  );
  expect(stateFolder({ LOCALAPPDATA: "/local" }, "win32")).toBe(win32.join("/local", "Leaseline"));
});

it("is never below the folder that a command is called in", () => {
  const fallback = join(homedir(), ".local", "state", "leaseline");
  expect(stateFolder({ XDG_STATE_HOME: "state" }, "linux")).toBe(fallback);
  expect(stateFolder({ XDG_STATE_HOME: "~/.local/state" }, "linux")).toBe(fallback);
  expect(() => stateFolder({ LEASELINE_HOME: "state" }, "linux")).toThrow(/the whole path/);
  expect(() => stateFolder({ LEASELINE_HOME: "~/state" }, "linux")).toThrow(/the whole path/);
  expect(stateFolder({ LOCALAPPDATA: "local" }, "win32")).toBe(
    win32.join(homedir(), "AppData", "Local", "Leaseline"),
  );
});

it.skipIf(process.platform === "win32")("is refused where others can write in it", () => {
  const folder = temporaryFolder();
  chmodSync(folder, 0o777);
  expect(() => openStateFolder({ LEASELINE_HOME: folder })).toThrow(/Others can write/);
});

it.skipIf(process.platform === "win32")("is made for its owner alone", () => {
  const folder = openStateFolder({ LEASELINE_HOME: join(temporaryFolder(), "new") });
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

it("says that it cannot be made", () => {
  expect(() => openStateFolder({ LEASELINE_HOME: join(import.meta.filename, "below") })).toThrow(
    /cannot be made/,
  );
});
