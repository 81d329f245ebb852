import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { quietSettings, writeSettings } from "./settings.js";

describe("the settings of a host", () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "leaseline-test-"));
    await mkdir(join(folder, "User"));
    file = join(folder, "User", "settings.json");
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("are the quiet ones", async () => {
    await writeSettings(folder);
    expect(JSON.parse(await readFile(file, "utf8"))).toEqual(quietSettings);
  });

  it("keep what is there and take what is given before that", async () => {
    await writeFile(file, '{"a":1,"b":1,"telemetry.telemetryLevel":"all"}');
    await writeSettings(folder, { b: 2 });
    expect(JSON.parse(await readFile(file, "utf8"))).toEqual({
      ...quietSettings,
      a: 1,
      b: 2,
      "telemetry.telemetryLevel": "all",
    });
  });

  it("leave a file with comments alone", async () => {
    await writeFile(file, "{ /* mine */ }");
    await writeSettings(folder, { b: 2 });
    expect(await readFile(file, "utf8")).toBe("{ /* mine */ }");
  });
});
