import { chmodSync, mkdirSync, realpathSync, statSync } from "node:fs";
import { homedir, userInfo } from "node:os";
import { posix, win32 } from "node:path";
import { CommandError } from "../command-error.js";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Where ledger, caps and the names of accounts are: LEASELINE_HOME, or where the platform keeps such things. Always
 * the same one, whatever folder a command is called in: a second ledger would lease a number twice.
 * @throws {CommandError} `usage` for a LEASELINE_HOME that depends on the folder, and where no home is known.
 */
export function stateFolder(environment: Environment, platform = process.platform): string {
  const paths = platform === "win32" ? win32 : posix;
  const { LEASELINE_HOME: chosen, XDG_STATE_HOME: state, LOCALAPPDATA: local } = environment;
  const absolute = (path: string | undefined) =>
    path && paths.isAbsolute(path) ? path : undefined;
  if (chosen) {
    if (paths.isAbsolute(chosen)) return chosen;
    throw new CommandError({
      kind: "usage",
      reason: `LEASELINE_HOME is “${chosen}”, which depends on the folder that one is in. Write the whole path. Nothing was sent.`,
    });
  }
  const home = () => absolute(homeFolder()) ?? noHome();
  switch (platform) {
    case "darwin":
      return paths.join(home(), "Library", "Application Support", "Leaseline");
    case "win32":
      return paths.join(absolute(local) ?? paths.join(home(), "AppData", "Local"), "Leaseline");
    default:
      // A relative one is to be ignored, as its specification says.
      return paths.join(absolute(state) ?? paths.join(home(), ".local", "state"), "leaseline");
  }
}

/** The same, made for its owner alone. @throws {CommandError} `io`, and `usage` for one that others can write in. */
export function openStateFolder(environment: Environment): string {
  const folder = stateFolder(environment);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // One that somebody chose may be there for other things as well: it stays as it is.
    if (!environment["LEASELINE_HOME"]) chmodSync(folder, 0o700);
    if (process.platform === "win32" || (statSync(folder).mode & 0o022) === 0)
      return realpathSync(folder);
  } catch (cause) {
    throw new CommandError(
      { kind: "io", reason: `The folder ${folder} cannot be made, or is another user's.` },
      { cause },
    );
  }
  throw new CommandError({
    kind: "usage",
    reason: `Others can write in ${folder}, and so they could change what was leased. Choose another LEASELINE_HOME, or run “chmod go-w” on it. Nothing was sent.`,
  });
}

/** As the environment says it, or else the system. Undefined for a user that the system does not know. */
function homeFolder(): string | undefined {
  try {
    const said = homedir();
    return posix.isAbsolute(said) || win32.isAbsolute(said) ? said : userInfo().homedir;
  } catch {
    return undefined;
  }
}

function noHome(): never {
  throw new CommandError({
    kind: "usage",
    reason:
      "This user has no home folder to keep the ledger in. Set LEASELINE_HOME to the whole path of a folder. Nothing was sent.",
  });
}
