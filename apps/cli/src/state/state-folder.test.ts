import { statSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
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
  expect(stateFolder({ LOCALAPPDATA: "/local" }, "win32")).toBe(join("/local", "Leaseline"));
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
