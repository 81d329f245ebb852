import { spawn } from "node:child_process";

/** Opens an address in the person's browser. Where that cannot be done the printed address is enough. */
export function openInBrowser(url: string): void {
  const [program, ...words] = opener(process.platform);
  const child = spawn(program, [...words, url], { stdio: "ignore", detached: true });
  child.once("error", () => {});
  child.unref();
}

function opener(platform: NodeJS.Platform): [string, ...string[]] {
  switch (platform) {
    case "darwin":
      return ["open"];
    case "win32":
      return ["cmd", "/c", "start", ""];
    default:
      return ["xdg-open"];
  }
}
