import { mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { HostError } from "../host-error.js";
import { findVsix } from "./find-vsix.js";

describe("the packaged extension", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "leaseline-test-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function vsix(name: string, minutesAgo: number): Promise<void> {
    await writeFile(join(folder, name), "");
    const time = new Date(Date.now() - minutesAgo * 60_000);
    await utimes(join(folder, name), time, time);
  }

  it("is leaseline.vsix, however old", async () => {
    await vsix("leaseline.vsix", 60);
    await vsix("other.vsix", 0);
    expect(await findVsix(folder)).toBe(join(folder, "leaseline.vsix"));
  });

  it("is else the newest", async () => {
    await vsix("a.vsix", 60);
    await vsix("b.vsix", 0);
    expect(await findVsix(folder)).toBe(join(folder, "b.vsix"));
  });

  it.each(["", "missing"])("is missing with one clear error", async (name) => {
    await expect(findVsix(join(folder, name))).rejects.toSatisfy(
      (error) => error instanceof HostError && error.kind === "no-vsix",
    );
  });
});
