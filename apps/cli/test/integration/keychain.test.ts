import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { onTerminal, ctrlC } from "../support/on-terminal.js";
import { run, start } from "../support/run.js";
import { sandboxHome } from "../support/sandbox-home.js";

// A desktop's secret service that takes every call, and never answers.

const at = await sandboxHome();
const { contiguity, control } = at.sandbox;
const folder = mkdtempSync(join(tmpdir(), "leaseline-bus-"));
const path = join(folder, "bus");
const calls: unknown[] = [];
const silent = createServer((socket) => {
  calls.push(socket);
  socket.on("error", () => {}).resume();
});
await new Promise<void>((resolve) => silent.listen(path, resolve));
afterAll(() => {
  silent.close();
  rmSync(folder, { recursive: true, force: true });
});

const locked = () => ({ LEASELINE_HOME: at.home, DBUS_SESSION_BUS_ADDRESS: `unix:path=${path}` });

beforeEach(() => {
  calls.length = 0;
  writeFileSync(
    join(at.home, "accounts.json"),
    JSON.stringify({ accounts: [{ id: "work", provider: "contiguity" }] }),
  );
});

describe.runIf(process.platform === "linux")("a keychain that does not answer", () => {
  it("ends a command with 7 after seconds", async () => {
    const { exitCode, document } = await run(["list", "--json"], locked());
    expect(exitCode).toBe(7);
    expect(document()).toMatchObject({
      error: { kind: "keychain-unavailable", message: expect.stringContaining("does not answer") },
    });
    expect(calls).not.toEqual([]);
  });

  it("leaves the others to be listed, and says that it is not the whole", async () => {
    const [number] = control.leaseMany({ provider: "contiguity", count: 1 });
    const environment = { ...at.only("contiguity"), ...locked() };
    const { exitCode, stdout, stderr } = await run(["list"], environment);
    expect(exitCode).toBe(7);
    expect(stdout).toContain(number);
    expect(stderr).toContain("work could not be read to its end: This machine's keychain");
  });

  it("keeps no key, and says so", async () => {
    const { exitCode, document } = await run(
      ["accounts", "add", "contiguity", "--id", "other", "--json"],
      { ...locked(), LEASELINE_CONTIGUITY_URL: contiguity.baseUrl },
      `${contiguity.apiKey}\n`,
    );
    expect(exitCode).toBe(7);
    expect(document()).toMatchObject({ error: { kind: "keychain-unavailable" } });
  });

  it.each(["SIGTERM", "SIGINT", "SIGHUP"] as const)("is left at one %s", async (signal) => {
    const running = start(["list"], locked());
    while (calls.length === 0) await new Promise((resolve) => silent.once("connection", resolve));
    running.child.kill(signal);
    const { exitCode, stderr } = await running.ended;
    expect(exitCode).toBe(1);
    expect(stderr).not.toContain("does not answer");
  });

  it("is told of on a terminal, where Ctrl+C leaves it", async () => {
    const terminal = onTerminal(["list"], locked());
    await terminal.shows("Waiting for this machine's keychain");
    terminal.type(ctrlC);
    expect(await terminal.ended).toBe(1);
  });
});
