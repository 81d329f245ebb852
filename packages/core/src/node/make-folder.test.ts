import { mkdtempSync, realpathSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { failureOf } from "../errors/lease-error.js";
import { thrownBy } from "../../test/support/failure.js";
import { ledgerPlace } from "./ledger-place.js";
import { makeFolder } from "./make-folder.js";

function scratch(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "leaseline-test-")));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

describe("a folder that is made", () => {
  it("is its owner's alone, with those above it, and may be there already", () => {
    const folder = scratch();
    makeFolder(join(folder, "a", "b"));
    makeFolder(join(folder, "a", "b"));
    if (process.platform === "win32") return;
    for (const path of ["a", "a/b"]) expect(statSync(join(folder, path)).mode & 0o777).toBe(0o700);
  });

  // Where the system calls what is to be made missing, Node itself would try for ever.
  it
    .skipIf(process.platform !== "linux")
    .each([
      ["/proc/leaseline"],
      ["/proc/leaseline/state/deep"],
      ["/proc/self/fd/leaseline"],
      ["/dev/null/leaseline"],
    ])("cannot be %s, which is told", (home) => {
    expect(thrownBy(() => makeFolder(home))).toHaveProperty("code");
    expect(failureOf(thrownBy(() => ledgerPlace({ LEASELINE_HOME: home })))).toMatchObject({
      kind: "ledger-unavailable",
    });
  });

  it("cannot be where a file is, or below one", () => {
    const file = join(scratch(), "file");
    writeFileSync(file, "", { mode: 0o600 });
    for (const home of [file, join(file, "below")])
      expect(failureOf(thrownBy(() => ledgerPlace({ LEASELINE_HOME: home })))).toMatchObject({
        kind: "ledger-unavailable",
      });
  });
});
