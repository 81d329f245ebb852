import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { claimFolder } from "./claim-folder.js";

let scratch: string;
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), "leaseline-test-"));
});
afterEach(() => rm(scratch, { recursive: true, force: true }));

it("gives everybody a folder, and a released one again", async () => {
  const profile = join(scratch, "profile");
  const first = await claimFolder(profile);
  const second = await claimFolder(profile);
  expect([first.folder, second.folder]).toEqual([profile, `${profile}-2`]);
  await first.release();
  expect((await claimFolder(profile)).folder).toBe(profile);
});

it("takes over from a process that is gone", async () => {
  const profile = join(scratch, "profile");
  await writeFile(`${profile}.in-use`, "99999999");
  expect((await claimFolder(profile)).folder).toBe(profile);
});
