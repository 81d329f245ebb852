import fs, { mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { ledgerPlace } from "../../src/node/ledger-place.js";
import { request } from "../support/example-request.js";
import { thrownBy } from "../support/failure.js";
import { openFile, temporaryFolder } from "../support/ledger-harness.js";

/** Few machines that run tests have a network folder: the system says of this one that it is on NFS. */
function callNetworkFolder(path: string): void {
  const { statfsSync } = fs;
  const said = (folder: fs.PathLike) =>
    Object.assign(statfsSync(folder), folder === path && { type: 0x6969 });
  const put = (system: typeof statfsSync) => {
    fs.statfsSync = system;
    syncBuiltinESMExports();
  };
  put(said as typeof statfsSync);
  onTestFinished(() => put(statfsSync));
}

it.skipIf(process.platform !== "linux")(
  "a ledger on a network file system is refused, also through a link, and nothing is made there",
  async () => {
    const share = join(temporaryFolder(), "share");
    mkdirSync(share, { mode: 0o700 });
    const link = join(temporaryFolder(), "link");
    symlinkSync(share, link);
    callNetworkFolder(fs.realpathSync(share));
    const refused = {
      failure: {
        kind: "bad-input",
        field: "ledger",
        reason: expect.stringMatching(/network file system \(nfs\).*Choose a folder on a disk/),
      },
    };
    for (const folder of [share, link]) {
      await expect(openFile(join(folder, "ledger.sqlite")).claim(request)).rejects.toMatchObject(
        refused,
      );
      expect(thrownBy(() => ledgerPlace({ LEASELINE_HOME: folder }))).toMatchObject(refused);
    }
    expect(readdirSync(share)).toEqual([]);
  },
);
