import { execFileSync } from "node:child_process";
import { readFileSync, statfsSync } from "node:fs";
import { unlessUnreadable } from "./errors.js";

/**
 * The name of the network file system that a folder is on, as far as the system tells; null for a local one. What a
 * virtual machine shares with its host is one: neither sees the locks of the other.
 */
export function networkFileSystem(folder: string): string | null {
  switch (process.platform) {
    case "linux":
      return linuxName(statfsSync(folder).type, folder);
    case "darwin":
      return networkMount(folder, macMounts());
    case "win32":
      // What a drive's letter stands for has been put in its place.
      return /^\\\\(?!\?\\[A-Za-z]:|\.\\)/.test(folder) ? "a share" : null;
    default:
      return null;
  }
}

/** By the number that `statfs` gives; one that is run by a program is looked up among the mounts. */
export function linuxName(type: number, folder: string): string | null {
  // It may come with its sign, and with what lies above 32 bits.
  const name = linuxTypes.get(Number(BigInt.asUintN(32, BigInt(type))));
  return name === "fuse" ? networkMount(folder, linuxMounts()) : (name ?? null);
}

const linuxTypes: ReadonlyMap<number, string> = new Map([
  [0x6969, "nfs"],
  [0x517b, "smb"],
  [0xff534d42, "cifs"],
  [0xfe534d42, "smb2"],
  [0x01021997, "9p"],
  [0x5346414f, "afs"],
  [0x73757245, "coda"],
  [0x00c36400, "ceph"],
  [0x0bd00bd0, "lustre"],
  [0x01161970, "gfs2"],
  [0x7461636f, "ocfs2"],
  [0x47504653, "gpfs"],
  [0x19830326, "beegfs"],
  [0x786f4256, "vboxsf"],
  [0xbacbacbc, "vmhgfs"],
  [0x7c7c6673, "prl_fs"],
  [0x65735546, "fuse"],
]);

/** Whether a file is mounted by itself, and not with the folder that it is in: no system but Linux does that. */
export function isMounted(file: string, mounts: readonly Mount[] = linuxMounts()): boolean {
  return mounts.some(({ folder }) => folder === file);
}

interface Mount {
  readonly folder: string;
  readonly type: string;
}

/** The nearest mount above a folder, when its type is known to go over a network. */
export function networkMount(folder: string, mounts: readonly Mount[]): string | null {
  const above = mounts.filter(
    (mount) => folder === mount.folder || folder.startsWith(`${mount.folder.replace(/\/$/, "")}/`),
  );
  // Of two on the same folder the later one counts.
  const [nearest] = above
    .toReversed()
    .toSorted((one, other) => other.folder.length - one.folder.length);
  return nearest && overNetwork.test(nearest.type) ? nearest.type : null;
}

const overNetwork =
  /^(?:fuse\.)?(?:nfs4?|smbfs|cifs|afpfs|webdav|davfs2?|sshfs|rclone|s3fs|gcsfuse|glusterfs|ceph|ceph-fuse|macfuse_sshfs|virtiofs|AppleVirtIOFS|fakeowner|grpcfuse|osxfs|vmhgfs-fuse|prl_fsd)$/;

function linuxMounts(): readonly Mount[] {
  const text = unlessUnreadable(() => readFileSync("/proc/self/mounts", "utf8"));
  return (text ?? "").split("\n").map((line) => {
    const [, folder = "", type = ""] = line.split(" ");
    const written = /\\([0-7]{3})/g;
    const plain = folder.replace(written, (_, code) =>
      String.fromCharCode(Number.parseInt(code, 8)),
    );
    return { folder: plain, type };
  });
}

function macMounts(): readonly Mount[] {
  const text = unlessUnreadable(() => execFileSync("/sbin/mount", { encoding: "utf8" }));
  return [...(text ?? "").matchAll(/ on (.+) \(([^,)]+)/g)].map(([, folder = "", type = ""]) => ({
    folder,
    type,
  }));
}
