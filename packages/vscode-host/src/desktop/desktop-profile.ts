import { hostEnvironment } from "../environment/child-environment.js";
import { HostError } from "../host-error.js";
import { startGroup } from "../host/process-group.js";
import { commandLineOf } from "./command-line.js";

/** Folders of our own, so that a person's settings and extensions are not touched. */
export type DesktopProfile = { readonly userDataDir: string; readonly extensionsDir: string };

/** The flags that keep a desktop VS Code in a profile. */
export function profileFlags({ userDataDir, extensionsDir }: DesktopProfile): readonly string[] {
  return [
    `--user-data-dir=${userDataDir}`,
    `--extensions-dir=${extensionsDir}`,
    // Chromium's sandbox does not work for root.
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  ];
}

/** The flags of a window that asks nothing and opens nothing by itself. */
export const quietFlags = ["--new-window", "--disable-workspace-trust", "--skip-welcome"] as const;

/**
 * Installs VSIX files into a profile.
 * @throws {HostError} `bad-extension`.
 */
export async function installOnDesktop(
  program: string,
  files: readonly string[],
  profile: DesktopProfile,
): Promise<void> {
  if (files.length === 0) return;
  const line = await commandLineOf(program);
  const install = files.map((file) => `--install-extension=${file}`);
  const words = [...line.words, ...profileFlags(profile), ...install, "--force"];
  const env = { ...hostEnvironment(process.env), ...line.environment };
  const group = startGroup(line.program, words, { env });
  const exitCode = await group.ended;
  await group.end();
  if (exitCode === 0) return;
  throw new HostError(
    "bad-extension",
    `${line.program} refused ${files.join(", ")}. It said:\n${group.output().trim()}`,
  );
}
