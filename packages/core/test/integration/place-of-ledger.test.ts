import {
  chmodSync,
  linkSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, isAbsolute, join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { ledgerFolder, ledgerPlace } from "../../src/node/ledger-place.js";
import { ledgerPath } from "../../src/node/sqlite/ledger-path.js";
import { isMounted, linuxName, networkMount } from "../../src/node/sqlite/network-file-system.js";
import { request } from "../support/example-request.js";
import { newPath, openFile, temporaryFolder } from "../support/ledger-harness.js";

describe("a ledger's place", () => {
  it.each([
    [{ LEASELINE_HOME: "/x/y", HOME: "/home/u" }, "linux", "/x/y"],
    [{ HOME: "/home/u" }, "linux", "/home/u/.local/state/leaseline"],
    [{ HOME: "/home/u", XDG_STATE_HOME: "/s" }, "linux", "/s/leaseline"],
    [{ HOME: "/home/u", XDG_STATE_HOME: "s" }, "linux", "/home/u/.local/state/leaseline"],
    [{ HOME: "/Users/u" }, "darwin", "/Users/u/Library/Application Support/Leaseline"],
    [{ LOCALAPPDATA: "C:\\L" }, "win32", "C:\\L\\Leaseline"],
    [{ LEASELINE_HOME: "/x/y\r" }, "linux", "/x/y"],
    [{ HOME: "/home/u\r", XDG_STATE_HOME: "/s\r" }, "linux", "/s/leaseline"],
    [{ HOME: "/home/u\r", LEASELINE_HOME: " \r\n" }, "linux", "/home/u/.local/state/leaseline"],
    [{ LOCALAPPDATA: "C:\\L\r" }, "win32", "C:\\L\\Leaseline"],
  ] as const)("is, with %o on %s, %s", (environment, platform, folder) => {
    expect(ledgerFolder(environment, platform)).toBe(folder);
  });

  it.skipIf(process.platform === "win32")(
    "does not depend on the working directory, whatever HOME is",
    () => {
      for (const HOME of [undefined, "", "relative"]) {
        const { ledger, sandbox } = ledgerPlace({ HOME, XDG_STATE_HOME: temporaryFolder() });
        expect(ledger).toMatch(/^\/.*ledger\.sqlite$/);
        expect(dirname(sandbox)).toBe(dirname(ledger));
        expect(ledgerFolder({ HOME }, "linux")).toMatch(/^\//);
      }
    },
  );

  it("is refused where LEASELINE_HOME depends on the working directory", () => {
    expect(() => ledgerPlace({ LEASELINE_HOME: "here" })).toThrow(
      expect.objectContaining({ failure: expect.objectContaining({ kind: "bad-input" }) }),
    );
  });

  it.skipIf(process.platform === "win32")(
    "is for its owner alone, also where it was there before",
    async () => {
      const state = temporaryFolder();
      mkdirSync(join(state, "leaseline"), { mode: 0o755 });
      writeFileSync(join(state, "leaseline", "ledger.sqlite"), "", { mode: 0o644 });
      const { folder, ledger: path } = ledgerPlace({ XDG_STATE_HOME: state });
      const ledger = openFile(path);
      await ledger.claim(request);
      expect(statSync(folder).mode & 0o777).toBe(0o700);
      for (const end of ["", "-wal", "-shm", ".opening", ".position"])
        expect(statSync(`${path}${end}`).mode & 0o777, end).toBe(0o600);
      expect(statSync(`${path}.sessions`).mode & 0o777).toBe(0o700);
    },
  );

  it.skipIf(process.platform === "win32").each([
    ["nothing", [], 0o755, 0o700],
    [
      "a ledger",
      ["ledger.sqlite", "ledger.sqlite-wal", "accounts.a-1.lock", "accounts.json"],
      0o750,
      0o700,
    ],
    ["the sandbox's", ["sandbox.sqlite", "config.json"], 0o711, 0o700],
    ["a ledger among other things", ["ledger.sqlite", "public_html"], 0o755, 0o755],
    ["something of somebody else's", ["config.json"], 0o755, 0o755],
  ])("in a chosen folder, with %s in it", (_name, names, before, after) => {
    const chosen = temporaryFolder();
    for (const name of names) writeFileSync(join(chosen, name), "");
    chmodSync(chosen, before);
    expect(ledgerPlace({ LEASELINE_HOME: chosen }).folder).toBe(chosen);
    expect(statSync(chosen).mode & 0o777).toBe(after);
  });

  it.skipIf(process.platform === "win32")("is not made private where others wrote in it", () => {
    const chosen = temporaryFolder();
    chmodSync(chosen, 0o777);
    expect(() => ledgerPlace({ LEASELINE_HOME: chosen })).toThrow(/chmod go-w/);
    expect(statSync(chosen).mode & 0o777).toBe(0o777);
  });

  // A right of its own on Windows.
  it.skipIf(process.platform === "win32")("is one ledger by two names", async () => {
    const path = newPath();
    await openFile(path).claim(request);
    const link = join(temporaryFolder(), "link");
    symlinkSync(dirname(path), link);
    expect(await openFile(join(link, "ledger.sqlite")).claim(request)).toMatchObject({
      kind: "held",
    });
    const file = join(temporaryFolder(), "other.sqlite");
    symlinkSync(path, file);
    expect(await openFile(file).claim(request)).toMatchObject({ kind: "held" });
    // Its locks stand beside it, and not where the link is.
    expect(readdirSync(dirname(file))).toEqual(["other.sqlite"]);
    for (const name of [file, join(link, "ledger.sqlite")])
      expect(ledgerPath(name)).toBe(realpathSync(path));
  });

  const refused = (reason: RegExp) => ({
    failure: { kind: "bad-input", field: "ledger", reason: expect.stringMatching(reason) },
  });

  it("is refused where it depends on the working directory", async () => {
    for (const path of ["ledger.sqlite", relative(process.cwd(), newPath())]) {
      // From one drive of Windows to another there is no such path.
      if (isAbsolute(path)) continue;
      await expect(openFile(path).claim(request)).rejects.toMatchObject(
        refused(/Write an absolute path/),
      );
    }
  });

  it.skipIf(process.platform === "win32")("is refused where others can write", async () => {
    const shared = temporaryFolder();
    chmodSync(shared, 0o777);
    await expect(openFile(join(shared, "ledger.sqlite")).claim(request)).rejects.toMatchObject(
      refused(/chmod go-w/),
    );
    const link = join(temporaryFolder(), "link");
    symlinkSync(shared, link);
    await expect(openFile(join(link, "ledger.sqlite")).claim(request)).rejects.toMatchObject(
      refused(/chmod go-w/),
    );
  });

  it.skipIf(process.platform === "win32")(
    "is refused where its file has a second name, beside which its log and locks do not stand",
    async () => {
      const path = newPath();
      await openFile(path).claim(request);
      const other = join(temporaryFolder(), "ledger.sqlite");
      linkSync(path, other);
      for (const name of [path, other])
        await expect(openFile(name).claim(request)).rejects.toMatchObject(refused(/hard link/));
      rmSync(other);
      expect(await openFile(path).claim(request)).toMatchObject({ kind: "held" });
    },
  );

  it("knows a file that is mounted without its folder, as into a container", () => {
    const mounts = [
      { folder: "/", type: "overlay" },
      { folder: "/data/ledger.sqlite", type: "ext4" },
    ];
    expect(isMounted("/data/ledger.sqlite", mounts)).toBe(true);
    expect(isMounted("/data/other.sqlite", mounts)).toBe(false);
    expect(isMounted(newPath())).toBe(false);
  });

  it("is refused on a network file system, by what the system calls it", () => {
    expect(
      [0x6969, 0xff534d42, -11317950, 0x01021997, 0x786f4256].map((type) => linuxName(type, "/x")),
    ).toEqual(["nfs", "cifs", "cifs", "9p", "vboxsf"]);
    // ext4, btrfs, tmpfs, overlay.
    expect(
      [0xef53, 0x9123683e, 0x01021994, 0x794c7630].map((type) => linuxName(type, "/x")),
    ).toEqual([null, null, null, null]);
    const mounts = [
      { folder: "/", type: "apfs" },
      { folder: "/mnt", type: "fuse.sshfs" },
      { folder: "/mnt/local", type: "fuse.gocryptfs" },
      { folder: "/host", type: "virtiofs" },
      { folder: "/bucket", type: "fuse.s3fs" },
      { folder: "/Volumes/share", type: "smbfs" },
    ];
    expect(networkMount("/mnt/a/b", mounts)).toBe("fuse.sshfs");
    expect(networkMount("/mnt/local/b", mounts)).toBeNull();
    expect(networkMount("/host/home", mounts)).toBe("virtiofs");
    expect(networkMount("/bucket", mounts)).toBe("fuse.s3fs");
    expect(networkMount("/mntx", mounts)).toBeNull();
    expect(networkMount("/Volumes/share", mounts)).toBe("smbfs");
  });
});
