import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
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

it("gives none to two that ask at the same moment", async () => {
  // One that comes a little later may find the lock of the first one made, and nothing in it yet.
  for (let later = 0; later < 60; later += 1) {
    const profile = join(scratch, `profile ${later}`);
    const first = claimFolder(profile);
    for (let turn = 0; turn < later; turn += 1) await setImmediate();
    const [one, other] = await Promise.all([first, claimFolder(profile)]);
    expect(other.folder).not.toBe(one.folder);
  }
});

it("takes over from a process that is gone", async () => {
  const profile = join(scratch, "profile");
  await writeFile(`${profile}.in-use`, "99999999");
  expect((await claimFolder(profile)).folder).toBe(profile);
});
