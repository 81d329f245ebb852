import { mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { CommandError } from "../command-error.js";

type Environment = Readonly<Record<string, string | undefined>>;

/** Where ledger, caps and the names of accounts are: LEASELINE_HOME, or where the platform keeps such things. */
export function stateFolder(environment: Environment, platform = process.platform): string {
  const { LEASELINE_HOME: chosen, XDG_STATE_HOME: state, LOCALAPPDATA: local } = environment;
  if (chosen) return resolve(chosen);
  switch (platform) {
    case "darwin":
      return join(homedir(), "Library", "Application Support", "Leaseline");
    case "win32":
      return join(local || join(homedir(), "AppData", "Local"), "Leaseline");
    default:
      return join(state || join(homedir(), ".local", "state"), "leaseline");
  }
}

/** The same, made for its owner alone if it is not there. @throws {CommandError} `io`. */
export function openStateFolder(environment: Environment): string {
  const folder = stateFolder(environment);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new CommandError(
      { kind: "io", reason: `The folder ${folder} cannot be made.` },
      { cause },
    );
  }
  return folder;
}
