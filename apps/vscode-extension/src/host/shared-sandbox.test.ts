import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Sandbox, startSandbox } from "@leaseline/sandbox";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import {
  type SandboxAddress,
  type SharedSandbox,
  type StartSandbox,
  shareSandbox,
} from "./shared-sandbox.js";

let folder: string;
let started: Sandbox[];
const windows: SharedSandbox[] = [];
const openWindow = (start: StartSandbox = startSandbox) => {
  const window = shareSandbox({
    folder,
    start: async (options) => {
      const sandbox = await start(options);
      started.push(sandbox);
      return sandbox;
    },
    onError: (error) => {
      throw error;
    },
  });
  windows.push(window);
  return window;
};
/** At a port below those that a system hands out, which nobody is given while the sandbox moves. */
const atPortOfItsOwn: StartSandbox = (options) =>
  startSandbox({ ...options, port: options.port || 20_000 + (process.pid % 10_000) });
/** Where the port that it had before was taken meanwhile. */
const portTaken: StartSandbox = async (options) => {
  if (options.port !== 0) throw new Error("EADDRINUSE");
  return startSandbox(options);
};
const lease = async ({ url }: SandboxAddress, count: number) => {
  const answer = await fetch(`${url}/control/lease-many`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ provider: "sinch", count }),
  });
  expect(answer.ok).toBe(true);
};
const owned = () => started.at(-1)?.control.owned("sinch");

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), "leaseline-shared-")), "state");
  started = [];
});
afterEach(async () => {
  for (const window of windows.splice(0)) await window.close();
  rmSync(join(folder, ".."), { recursive: true });
});

describe("the sandbox of a machine", () => {
  it("is one, however many windows begin at once", async () => {
    const addresses = await Promise.all(
      [1, 2, 3, 4].map(async () => (await openWindow().address()).url),
    );
    expect(new Set(addresses).size).toBe(1);
    expect(started).toHaveLength(1);
  });

  it("is not waited for where its lock can never be taken", async () => {
    mkdirSync(folder);
    writeFileSync(join(folder, "sandbox.lock"), "no database ".repeat(100));
    await expect(openWindow().address()).rejects.toThrow(/not a database/);
  });

  it("goes on at the same address when the window that it ran in closes", async () => {
    const [first, second] = [openWindow(atPortOfItsOwn), openWindow()];
    const address = await first.address();
    await second.address();
    await lease(address, 2);
    const numbers = owned();
    await first.close();
    await expect.poll(() => started.length).toBe(2);
    expect((await second.address()).url).toBe(address.url);
    expect(owned()).toEqual(numbers);
    expect(numbers).toHaveLength(2);
  });

  it("has what was leased before the last window closed", async () => {
    const first = openWindow();
    await lease(await first.address(), 3);
    const numbers = owned();
    await first.close();
    await openWindow().address();
    expect(owned()).toEqual(numbers);
    expect(numbers).toHaveLength(3);
  });

  it("moves, and says so, when its port was taken meanwhile", async () => {
    const first = openWindow();
    const second = openWindow(portTaken);
    const moved = vi.fn<() => void>();
    second.onMoved(moved);
    const { url } = await first.address();
    await second.address();
    await first.close();
    await expect.poll(() => moved.mock.calls.length).toBe(1);
    expect((await second.address()).url).not.toBe(url);
  });

  it("says that it moved also where somebody who asks finds that out before it is looked for", async () => {
    const first = openWindow();
    const second = openWindow(portTaken);
    const moved = vi.fn<() => void>();
    second.onMoved(moved);
    const { url } = await first.address();
    vi.useFakeTimers({ toFake: ["setInterval"] });
    onTestFinished(() => void vi.useRealTimers());
    await second.address();
    await first.close();
    expect((await second.address()).url).not.toBe(url);
    expect(moved).toHaveBeenCalledOnce();
  });

  it("is not left running by a window that closes while it starts", async () => {
    let goOn = () => {};
    const waits = new Promise<void>((resolve) => (goOn = resolve));
    const window = openWindow(async (options) => {
      await waits;
      return startSandbox(options);
    });
    const asked = expect(window.address()).rejects.toThrow("closing");
    const closed = window.close();
    goOn();
    await Promise.all([asked, closed]);
    const { url } = started[0] ?? { url: "" };
    await expect(fetch(url)).rejects.toThrow("fetch failed");
    await openWindow().address();
    expect(started).toHaveLength(2);
  });

  it("keeps its files to their owner", async () => {
    await openWindow().address();
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const name of ["sandbox.lock", "sandbox-address.json"])
      expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  });
});
