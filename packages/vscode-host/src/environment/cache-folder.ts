import { homedir } from "node:os";
import { posix, win32 } from "node:path";
import type { Variables } from "./variables.js";

/** Where the host is kept between runs: `LEASELINE_CACHE`, else the platform's place for caches. */
export function cacheFolder(
  variables: Variables = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  const path = platform === "win32" ? win32 : posix;
  if (variables["LEASELINE_CACHE"]) return path.resolve(variables["LEASELINE_CACHE"]);
  return path.join(platformCache(variables, platform, home), "leaseline");
}

function platformCache(variables: Variables, platform: NodeJS.Platform, home: string): string {
  if (platform === "win32") {
    return variables["LOCALAPPDATA"] ?? win32.join(home, "AppData", "Local");
  }
  if (platform === "darwin") return posix.join(home, "Library", "Caches");
  const given = variables["XDG_CACHE_HOME"];
  // The XDG specification says a relative path is to be ignored.
  return given !== undefined && posix.isAbsolute(given) ? given : posix.join(home, ".cache");
}
