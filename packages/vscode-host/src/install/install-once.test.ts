import { mkdtemp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { HostError } from "../host-error.js";
import { installOnce } from "./install-once.js";

/** A process id that cannot run: above the largest one of Linux. */
const deadProcess = 99_999_999;

describe("installing once", () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "leaseline-test-"));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  const writeHello = (folder: string) => writeFile(join(folder, "hello"), "hello");

  it("gives the folder its name only when it is whole", async () => {
    await installOnce(join(root, "a"), async (unfinished) => {
      expect(unfinished).not.toBe(join(root, "a"));
      await writeHello(unfinished);
    });
    expect(await readFile(join(root, "a", "hello"), "utf8")).toBe("hello");
    expect(await readdir(root)).toEqual(["a"]);
  });

  it("leaves nothing behind when building fails", async () => {
    const failing = installOnce(join(root, "a"), () => Promise.reject(new Error("no")));
    await expect(failing).rejects.toThrow("no");
    expect(await readdir(root)).toEqual([]);
  });

  it("builds once when two ask at the same time", async () => {
    let builds = 0;
    const build = async (unfinished: string) => {
      builds += 1;
      await writeHello(unfinished);
    };
    await Promise.all([installOnce(join(root, "a"), build), installOnce(join(root, "a"), build)]);
    expect(builds).toBe(1);
  });

  it("takes over from a process that died halfway", async () => {
    await writeFile(join(root, "a.lock"), String(deadProcess));
    await mkdir(join(root, `a.unfinished-${deadProcess}`));
    await installOnce(join(root, "a"), writeHello);
    expect(await readdir(root)).toEqual(["a"]);
  });

  it("says that the disk is full", async () => {
    const full = Object.assign(new Error("no space"), { code: "ENOSPC" });
    const failing = installOnce(join(root, "a"), () => Promise.reject(full));
    await expect(failing).rejects.toSatisfy(
      (error) => error instanceof HostError && error.kind === "disk-full",
    );
  });
});
