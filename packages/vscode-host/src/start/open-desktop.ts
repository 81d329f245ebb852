import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { cacheFolder } from "../environment/cache-folder.js";
import { hostEnvironment } from "../environment/child-environment.js";
import type { Variables } from "../environment/variables.js";
import { HostError } from "../host-error.js";
import { type ProcessGroup, startGroup } from "../host/process-group.js";
import { writeSettings } from "../host/settings.js";
import type { DesktopVSCode } from "./desktop-command.js";

export type DesktopOptions = {
  /** VSIX files. */
  readonly extensions: readonly string[];
  readonly folder: string;
  readonly environment: Variables;
};

/**
 * Opens a desktop VS Code with the extension in a profile of its own, so that the person's is untouched.
 * The group ends when the window is closed.
 * @throws {HostError} `bad-extension`.
 */
export async function openDesktop(
  { program, command }: DesktopVSCode,
  { extensions, folder, environment }: DesktopOptions,
): Promise<ProcessGroup> {
  const profile = join(cacheFolder(), "desktop-profile");
  await mkdir(profile, { recursive: true });
  const userDataDir = join(profile, "user");
  await writeSettings(userDataDir);
  const words = [
    `--user-data-dir=${userDataDir}`,
    `--extensions-dir=${join(profile, "extensions")}`,
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  ];
  const env = hostEnvironment({ ...process.env, ...environment });
  const install = startGroup(
    command,
    [...words, ...extensions.map((file) => `--install-extension=${file}`), "--force"],
    {
      env,
    },
  );
  const exitCode = await install.ended;
  await install.end();
  if (exitCode !== 0) {
    throw new HostError(
      "bad-extension",
      `${command} refused ${extensions.join(", ")}. It said:\n${install.output().trim()}\nRun \`npm start -- --browser\` to use the browser instead.`,
    );
  }
  const quiet = ["--new-window", "--disable-workspace-trust", "--skip-welcome", "--wait"];
  return startGroup(program, [...words, ...quiet, folder], { env });
}
