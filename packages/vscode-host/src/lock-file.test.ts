import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { takeLock } from "./lock-file.js";

describe("a lock file", () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "leaseline-test-"));
    path = join(folder, "lock");
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it.each([
    ["is free", null],
    ["is of a process that is gone", "99999999"],
    ["says nothing", ""],
  ])("that %s is taken by one of many, again and again", async (_, left) => {
    for (let round = 0; round < 50; round += 1) {
      if (left !== null) await writeFile(path, left);
      const taken = await Promise.all(Array.from({ length: 8 }, () => takeLock(path)));
      // Who comes in the middle of somebody's taking over goes away with nothing: it is held.
      expect(taken.filter((is) => is)).toHaveLength(1);
      expect(await readFile(path, "utf8")).toBe(String(process.pid));
      expect(await readdir(folder)).toEqual(["lock"]);
      await rm(path);
    }
  });

  it("is taken over where somebody died in taking it over", async () => {
    await writeFile(path, "99999999");
    await writeFile(`${path}.removing`, "99999999");
    expect(await takeLock(path)).toBe(true);
    expect(await readdir(folder)).toEqual(["lock"]);
  });

  it.skipIf(process.platform !== "linux")(
    "of a process that has ended is taken, also where its parent never asks how",
    async () => {
      const careless = spawn("sh", ["-c", "true & echo $!; exec sleep 1000"]);
      onTestFinished(() => void careless.kill("SIGKILL"));
      const [id] = await once(careless.stdout, "data");
      await writeFile(path, String(id).trim());
      await expect.poll(() => takeLock(path)).toBe(true);
    },
  );
});
