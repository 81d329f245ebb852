import { mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { ledgerPlace } from "../../src/node/ledger-place.js";
import { wish } from "../support/example-wish.js";
import { thrownBy } from "../support/failure.js";
import { openFile, temporaryFolder } from "../support/ledger-harness.js";

// Few machines that run tests have a network folder: one is by its name here.
vi.mock("../../src/node/sqlite/network-file-system.js", async (load) => ({
  ...(await load<object>()),
  networkFileSystem: (folder: string) => (folder.endsWith("share") ? "nfs" : null),
}));

it("a ledger on a network file system is refused, also through a link, and nothing is made there", async () => {
  const share = join(temporaryFolder(), "share");
  mkdirSync(share, { mode: 0o700 });
  const link = join(temporaryFolder(), "link");
  symlinkSync(share, link);
  const refused = {
    failure: {
      kind: "bad-input",
      field: "ledger",
      reason: expect.stringMatching(/network file system \(nfs\).*Choose a folder on a disk/),
    },
  };
  for (const folder of [share, link]) {
    await expect(openFile(join(folder, "ledger.sqlite")).claim(wish)).rejects.toMatchObject(
      refused,
    );
    expect(thrownBy(() => ledgerPlace({ LEASELINE_HOME: folder }))).toMatchObject(refused);
  }
  expect(readdirSync(share)).toEqual([]);
});
