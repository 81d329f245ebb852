import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { type FileLock, lockFile } from "@leaseline/core/node";
import type { Sandbox } from "../sandbox.js";

/** Starts a sandbox that keeps what it remembers in `file`. `port` 0 takes a free one. */
export type StartSandbox = (options: { file: string; port: number }) => Promise<Sandbox>;

/** What every window says of it: where it is, and with which keys. */
export type SandboxAddress = Pick<Sandbox, "url" | "environment">;

export interface SharedSandbox {
  /** Where the sandbox of this machine is; starts it when no window has. */
  readonly address: () => Promise<SandboxAddress>;
  /** Is told when it had to move to another address. */
  readonly onMoved: (listener: () => void) => void;
  readonly close: () => Promise<void>;
}

export interface SharedSandboxOptions {
  /** The same for all windows; it keeps the lock, the address and what the sandbox remembers. */
  readonly folder: string;
  readonly start: StartSandbox;
  readonly onError: (error: unknown) => void;
}

/** How soon another window goes on with it when the one that it ran in is gone. */
const lookEveryMs = 500;

/**
 * One sandbox for all windows of a machine. It runs in the window that holds the lock, which the operating
 * system lets go of with the process; then the next window that looks goes on with it at the same address.
 */
export function shareSandbox({ folder, start, onError }: SharedSandboxOptions): SharedSandbox {
  const listeners: (() => void)[] = [];
  const beside = (name: string) => join(folder, name);
  let hosted: { sandbox: Sandbox; lock: FileLock } | null = null;
  let timer: ReturnType<typeof setInterval> | null = null;
  let last: SandboxAddress | null = null;
  let closed = false;

  /** Runs it here, unless another window does. */
  const host = async (): Promise<void> => {
    if (hosted || closed) return;
    const lock = lockFile(beside("sandbox.lock"));
    if (!lock) return;
    try {
      const sandbox = await startAtLast(start, beside("sandbox.json"), portOf(readAddress(folder)));
      if (closed) {
        await sandbox.close();
        lock.close();
        return;
      }
      hosted = { sandbox, lock };
      const { url, environment } = sandbox;
      write(beside("sandbox-address.json"), JSON.stringify({ url, environment }));
    } catch (error) {
      lock.close();
      throw error;
    }
  };

  const find = async (): Promise<SandboxAddress> => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
    for (;;) {
      await host();
      const address = readAddress(folder);
      // The window that holds the lock may still be starting it, or just be gone.
      if (address && (hosted || (await answers(address.url)))) return address;
      if (closed) throw new Error("the window is closing");
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };

  const look = async () => {
    await host();
    const now = readAddress(folder);
    if (now) note(now);
  };

  /** Whoever finds it elsewhere: those who were given the address before have to hear of it. */
  const note = (now: SandboxAddress) => {
    const before = last;
    last = now;
    if (before && before.url !== now.url) for (const listener of listeners) listener();
  };

  return {
    address: async () => {
      const found = await find();
      note(found);
      timer ??= setInterval(() => void look().catch(onError), lookEveryMs);
      timer.unref();
      return found;
    },
    onMoved: (listener) => void listeners.push(listener),
    close: async () => {
      closed = true;
      if (timer) clearInterval(timer);
      const mine = hosted;
      hosted = null;
      await mine?.sandbox.close();
      mine?.lock.close();
    },
  };
}

/** At the port where it was before, so that whoever talks to it can go on; at another where that is taken. */
async function startAtLast(start: StartSandbox, file: string, port: number): Promise<Sandbox> {
  try {
    return await start({ file, port });
  } catch (error) {
    if (port === 0) throw error;
    return start({ file, port: 0 });
  }
}

function readAddress(folder: string): SandboxAddress | null {
  try {
    // Written by this file, below a folder of the person's own.
    return JSON.parse(readFileSync(join(folder, "sandbox-address.json"), "utf8")) as SandboxAddress;
  } catch {
    return null;
  }
}

function portOf(address: SandboxAddress | null): number {
  return address ? Number(new URL(address.url).port) : 0;
}

function answers(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port) });
    const end = (open: boolean) => (socket.destroy(), resolve(open));
    socket.once("connect", () => end(true)).once("error", () => end(false));
  });
}

function write(path: string, text: string): void {
  writeFileSync(path, text, { mode: 0o600 });
  chmodSync(path, 0o600);
}
