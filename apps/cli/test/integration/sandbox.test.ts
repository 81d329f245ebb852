import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, it, onTestFinished } from "vitest";
import { program, run, start } from "../support/run.js";
import { temporaryFolder } from "../support/sandbox-home.js";

it("prints the environment to use it, stays up, and takes its state with it", async () => {
  const { child, ended } = start(["sandbox"], { LEASELINE_HOME: temporaryFolder() });
  const environment: Record<string, string> = {};
  if (!child.stdout) throw new Error("it has no output");
  for await (const line of createInterface(child.stdout)) {
    const [, name = "", value = ""] = /^([A-Z_]+)=(.+)$/.exec(line) ?? [];
    expect(name).not.toBe("");
    environment[name] = value;
    if (name === "LEASELINE_HOME") break;
  }
  expect(Object.keys(environment)).toEqual([
    "LEASELINE_SANDBOX_URL",
    "CONTIGUITY_API_KEY",
    "SINCH_PROJECT_ID",
    "SINCH_KEY_ID",
    "SINCH_KEY_SECRET",
    "LEASELINE_CONTIGUITY_URL",
    "LEASELINE_SINCH_URL",
    "LEASELINE_SINCH_AUTH_URL",
    "LEASELINE_HOME",
  ]);
  expect((await run(["accounts", "check"], environment)).exitCode).toBe(0);
  child.kill("SIGINT");
  await once(child, "close");
  expect(child.exitCode).toBe(0);
  expect(existsSync(environment["LEASELINE_HOME"] ?? "")).toBe(false);
  ended.catch(() => {});
});

it.runIf(process.platform !== "win32").each(["README.md", "apps/cli/README.md"])(
  "is tried as %s says, beside other work in the background, and ended alone",
  async (page) => {
    const text = readFileSync(join(import.meta.dirname, "../../../..", page), "utf8");
    const [tried = ""] = /^leaseline sandbox >.*?(?=^```)/ms.exec(text) ?? [];
    const folder = temporaryFolder();
    const command = `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`;
    writeFileSync(join(folder, "leaseline"), command, { mode: 0o700 });
    const shell = spawn("sh", ["-ec", `sleep 600 & other=$!\n${tried}kill $other`], {
      cwd: folder,
      env: { PATH: `${folder}:${process.env["PATH"]}`, TMPDIR: folder },
      stdio: "ignore",
      detached: true,
    });
    onTestFinished(() => {
      if (shell.exitCode !== 0) process.kill(-(shell.pid ?? 0), "SIGKILL");
    });
    expect(await once(shell, "close")).toEqual([0, null]);
    await expect.poll(() => readdirSync(folder)).toEqual(["leaseline"]);
  },
);

it.runIf(process.platform !== "win32")(
  "prints what a shell reads as it is, wherever temporary files go",
  async () => {
    const { child, ended } = start(["sandbox"], {
      TMPDIR: oddFolder(),
      LEASELINE_HOME: temporaryFolder(),
    });
    if (!child.stdout) throw new Error("it has no output");
    let printed = "";
    for await (const line of createInterface(child.stdout)) {
      printed += `${line}\n`;
      if (line.startsWith("LEASELINE_HOME=")) break;
    }
    const script = `set -eu; ${printed} cd "$LEASELINE_HOME"; printf %s "$LEASELINE_CONTIGUITY_URL"`;
    const read = spawnSync("sh", ["-c", script], { encoding: "utf8" });
    expect(read).toMatchObject({ status: 0, stdout: /CONTIGUITY_URL=(.+)/.exec(printed)?.[1] });
    child.kill("SIGINT");
    await ended;
  },
);

function oddFolder(): string {
  const folder = join(temporaryFolder(), "it's $HOME, with a `blank`");
  mkdirSync(folder);
  return folder;
}

it("says that temporary files cannot be made", async () => {
  const missing = join(temporaryFolder(), "missing");
  const { exitCode, document } = await run(["sandbox", "--json"], {
    TMPDIR: missing,
    TEMP: missing,
    LEASELINE_HOME: temporaryFolder(),
  });
  expect(exitCode).toBe(1);
  expect(document()).toMatchObject({
    error: { kind: "io", message: expect.stringContaining(missing) },
  });
});

it("says that the port is in use", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? String(address?.port) : "";
  const { exitCode, document } = await run(["sandbox", "--port", port, "--json"], {
    LEASELINE_HOME: temporaryFolder(),
  });
  expect(exitCode).toBe(1);
  expect(document()).toMatchObject({ error: { kind: "io", message: `Port ${port} is in use.` } });
});

it.each(["x", "99999", "-1"])("refuses the port %s", async (port) => {
  const { exitCode } = await run(["sandbox", "--port", port], {
    LEASELINE_HOME: temporaryFolder(),
  });
  expect(exitCode).toBe(2);
});
