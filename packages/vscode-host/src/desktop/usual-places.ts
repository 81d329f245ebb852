import { posix, win32 } from "node:path";
import type { Variables } from "../environment/variables.js";

/** Where an installed VS Code may be: the `code` commands of the path first, then where installers put it. */
export function usualPlaces(
  platform: NodeJS.Platform,
  variables: Variables,
  home: string,
): readonly string[] {
  const paths = platform === "win32" ? win32 : posix;
  const command = platform === "win32" ? "code.cmd" : "code";
  const path = variables["PATH"] ?? variables["Path"] ?? "";
  const onPath = path
    .split(paths.delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => paths.join(folder, command));
  return [...onPath, ...installed(platform, variables, home)];
}

function installed(platform: NodeJS.Platform, variables: Variables, home: string): string[] {
  switch (platform) {
    case "darwin":
      // Its `code` comes onto the path only when a person asks for that.
      return ["/Applications", posix.join(home, "Applications")].map((folder) =>
        posix.join(folder, "Visual Studio Code.app"),
      );
    case "win32":
      return [
        variables["LOCALAPPDATA"] && win32.join(variables["LOCALAPPDATA"], "Programs"),
        variables["PROGRAMFILES"],
      ].flatMap((folder) => (folder ? [win32.join(folder, "Microsoft VS Code", "Code.exe")] : []));
    default:
      return ["/usr/share/code/code", "/snap/bin/code"];
  }
}
