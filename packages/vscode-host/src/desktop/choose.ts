import type { Variables } from "../environment/variables.js";
import { HostError } from "../host-error.js";
import { hasCodeServer } from "../install/code-server.js";

/** Ways to a VS Code, in the order in which they are tried. */
export type Way = "given" | "download" | "browser";

/**
 * `VSCODE_PATH`, then a desktop VS Code where there is a display, then the browser host where it can be had.
 * `LEASELINE_HOST=browser` or `=desktop` leaves only that kind.
 * @throws {HostError} `bad-setting`.
 */
export function waysToVSCode(
  variables: Variables,
  platform: NodeJS.Platform,
  architecture: string,
): readonly Way[] {
  const given = Boolean(variables["VSCODE_PATH"]);
  switch (variables["LEASELINE_HOST"]) {
    case "browser":
      return ["browser"];
    case "desktop":
      return given ? ["given"] : ["download"];
    case undefined:
    case "":
      if (given) return ["given"];
      if (!hasCodeServer(platform, architecture)) return ["download"];
      return hasDisplay(variables, platform) ? ["download", "browser"] : ["browser"];
    default:
      throw new HostError(
        "bad-setting",
        `LEASELINE_HOST is ${variables["LEASELINE_HOST"]}; it may be \`browser\` or \`desktop\`, or unset.`,
      );
  }
}

/** Whether a window can be opened; on a Mac and on Windows it is taken for granted. */
export function hasDisplay(variables: Variables, platform: NodeJS.Platform): boolean {
  if (platform === "darwin" || platform === "win32") return true;
  return Boolean(variables["DISPLAY"] ?? variables["WAYLAND_DISPLAY"]);
}
