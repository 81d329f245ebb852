import { execFile } from "node:child_process";
import { existsSync, readlinkSync, readdirSync } from "node:fs";
import { once } from "node:events";
import { connect } from "node:net";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { binaries } from "./binaries.js";
import { startPostgres } from "./start-postgres.js";

it("starts one, stops it, has it back, and leaves nothing behind", async ({ skip }) => {
  const server = await startPostgres({ settings: ["fsync=off"] }, (reason) => skip(reason));
  if (!server) return;
  try {
    const pid = await server.pid();
    expect(await takesConnections(server.port)).toBe(true);
    const folder = process.platform === "linux" ? readlinkSync(`/proc/${pid}/cwd`) : null;
    await server.stop("killed");
    expect(await takesConnections(server.port)).toBe(false);
    await server.start();
    expect(await takesConnections(server.port)).toBe(true);
    expect(await server.pid()).not.toBe(pid);
    await server.close();
    expect(await takesConnections(server.port)).toBe(false);
    if (folder) {
      expect(existsSync(folder)).toBe(false);
      expect(processesIn(folder)).toEqual([]);
    }
  } finally {
    await server.close();
  }
});

it.skipIf(process.platform === "win32")(
  "has one back that somebody else has killed",
  async ({ skip }) => {
    const server = await startPostgres({ settings: ["fsync=off"] }, (reason) => skip(reason));
    if (!server) return;
    try {
      process.kill(await server.pid(), "SIGKILL");
      await expect.poll(() => takesConnections(server.port)).toBe(false);
      await server.start();
      expect(await takesConnections(server.port)).toBe(true);
    } finally {
      await server.close();
    }
  },
);

it("takes no connection once it is stopped, though it had just begun something for many callers", async ({
  skip,
}) => {
  const server = await startPostgres({ settings: ["fsync=off"] }, (reason) => skip(reason));
  if (!server) return;
  try {
    const afterwards: boolean[] = [];
    for (let round = 0; round < 8; round++) {
      await Promise.all(Array.from({ length: 40 }, () => takesConnections(server.port)));
      await server.stop("killed");
      afterwards.push(await takesConnections(server.port));
      await server.start();
    }
    expect(afterwards.filter(Boolean)).toEqual([]);
  } finally {
    await server.close();
  }
});

it.skipIf(process.platform === "win32" || binaries() === null)(
  "runs where what is written is kept from others",
  async () => {
    // What keeps it inherits the mask, which a thread of this process cannot set.
    const program = `
      process.umask(0o077);
      const { startPostgres } = await import(${JSON.stringify(built)});
      const server = await startPostgres({ settings: ["fsync=off"] }, (reason) => console.log(reason));
      if (server) console.log("it runs");
      await server?.close();`;
    const words = ["--input-type=module", "--eval", program];
    const { stdout } = await promisify(execFile)(process.execPath, words);
    expect(stdout).toBe("it runs\n");
  },
);

const built = new URL("../dist/index.js", import.meta.url).href;

async function takesConnections(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

function processesIn(folder: string): readonly string[] {
  return readdirSync("/proc").filter((name) => {
    try {
      return readlinkSync(`/proc/${name}/cwd`).startsWith(folder);
    } catch {
      return false;
    }
  });
}
