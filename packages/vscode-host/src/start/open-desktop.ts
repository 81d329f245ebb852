import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Cleanup } from "../cleanup.js";
import {
  type DesktopProfile,
  installOnDesktop,
  profileFlags,
  quietFlags,
} from "../desktop/desktop-profile.js";
import { cacheFolder } from "../environment/cache-folder.js";
import { hostEnvironment } from "../environment/child-environment.js";
import type { Variables } from "../environment/variables.js";
import { HostError } from "../host-error.js";
import { startGroup } from "../host/process-group.js";
import { writeSettings } from "../host/settings.js";
import { claimFolder } from "./claim-folder.js";

export type OpenOptions = {
  /** VSIX files. */
  readonly extensions: readonly string[];
  readonly folder: string;
  readonly environment: Variables;
};

/** A window that a person has seen is not gone sooner. */
const openedMs = 3000;

/**
 * Opens a desktop VS Code with the extensions in a profile of its own, and resolves when it is closed. A second
 * one beside it has another profile: VS Code would hand its window to the first and end.
 * @param say - told once it is open.
 * @param seen - resolves when it has been there for so long that it is taken for open.
 * @throws {HostError} `bad-extension`, `start-failed`.
 */
export async function openDesktop(
  program: string,
  { extensions, folder, environment }: OpenOptions,
  cleanup: Cleanup,
  say: () => void,
  seen = (): Promise<void> => sleep(openedMs, undefined, { ref: false }),
): Promise<void> {
  const claimed = await claimFolder(join(cacheFolder(), "desktop-profile"));
  await cleanup(claimed.release);
  const profile: DesktopProfile = {
    userDataDir: join(claimed.folder, "user"),
    extensionsDir: join(claimed.folder, "extensions"),
  };
  await mkdir(profile.extensionsDir, { recursive: true });
  await writeSettings(profile.userDataDir);
  await installOnDesktop(program, extensions, profile);
  const words = [...profileFlags(profile), ...quietFlags, "--wait", folder];
  const group = startGroup(program, words, {
    env: hostEnvironment({ ...process.env, ...environment }),
  });
  await cleanup(group.end);
  const early = await Promise.race([group.ended.then((exitCode) => ({ exitCode })), seen()]);
  if (early === undefined) say();
  const exitCode = await group.ended;
  if (early === undefined && exitCode === 0) return;
  throw new HostError(
    "start-failed",
    `${program} ended ${early === undefined ? "" : "at once "}with exit code ${exitCode ?? "none"}. It printed:\n${group.output().trim()}\nRun \`npm start -- --browser\` to use the browser instead.`,
  );
}
