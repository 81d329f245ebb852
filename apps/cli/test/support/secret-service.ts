import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { onTestFinished } from "vitest";
import type { Environment } from "./sandbox-home.js";

const name = "org.freedesktop.secrets";

/** Whether this machine has a desktop's keychain that can be started for a test. */
export const hasSecretService =
  process.platform === "linux" &&
  ["dbus-daemon", "dbus-send", "gnome-keyring-daemon"].every(
    (program) => spawnSync(program, ["--version"]).error === undefined,
  );

export interface SecretService {
  /** What a program needs to find it. */
  readonly environment: Environment;
  /** As when a person locks the session: nobody is there to unlock it. */
  lock(): void;
}

/** A bus and a keychain of a test's own, which is unlocked. */
export async function secretService(): Promise<SecretService> {
  const folder = mkdtempSync(join(tmpdir(), "leaseline-keychain-"));
  const programs: ChildProcess[] = [];
  onTestFinished(async () => {
    for (const program of programs.toReversed()) {
      program.kill("SIGKILL");
      if (program.exitCode === null && program.signalCode === null) await once(program, "exit");
    }
    rmSync(folder, { recursive: true, force: true });
  });
  const address = `unix:path=${join(folder, "bus")}`;
  const environment = {
    DBUS_SESSION_BUS_ADDRESS: address,
    XDG_RUNTIME_DIR: folder,
    HOME: folder,
  };
  const env = { ...environment, PATH: process.env["PATH"] ?? "" };
  const bus = spawn(
    "dbus-daemon",
    ["--session", "--nofork", "--print-address", "--address", address],
    {
      env,
      stdio: ["ignore", "pipe", "ignore"],
    },
  );
  programs.push(bus);
  await once(bus.stdout, "data");
  const keyring = spawn(
    "gnome-keyring-daemon",
    ["--foreground", "--unlock", "--components=secrets"],
    { env, stdio: ["pipe", "ignore", "ignore"] },
  );
  programs.push(keyring);
  keyring.stdin.end("a password");
  const ask = (destination: string, method: string, argument: string) => {
    const path = `/${destination.replaceAll(".", "/")}`;
    const words = ["--session", "--print-reply", `--dest=${destination}`, path, method, argument];
    return spawnSync("dbus-send", words, { env, encoding: "utf8" });
  };
  const isThere = () =>
    ask("org.freedesktop.DBus", "org.freedesktop.DBus.NameHasOwner", `string:${name}`);
  while (!isThere().stdout.includes("true")) {
    if (keyring.exitCode !== null) throw new Error(`it ended at once, with ${keyring.exitCode}`);
    await sleep(50);
  }
  return {
    environment,
    lock: () => {
      const method = "org.freedesktop.Secret.Service.Lock";
      const locked = ask(name, method, "array:objpath:/org/freedesktop/secrets/collection/login");
      if (locked.status !== 0) throw new Error(`it cannot be locked: ${locked.stderr}`);
    },
  };
}
