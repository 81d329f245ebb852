import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * Opens an address in the person's browser. Where that cannot be done the printed address is enough.
 * Other users can see the words that a program is started with, and the address holds a secret: so the browser
 * is given a file that only its owner may read, which goes on to the address.
 *
 * @param folder - for that file; as long as the address is good for.
 */
export async function openInBrowser(
  url: string,
  folder: string,
  platform = process.platform,
): Promise<void> {
  const file = join(folder, "open-leaseline.html");
  const escaped = url.replaceAll("&", "&amp;");
  const page = `<!doctype html><meta http-equiv="refresh" content="0;url=${escaped}">\n`;
  await writeFile(file, page, { mode: 0o600 });
  const [program, ...words] = opener(platform);
  const child = spawn(program, [...words, pathToFileURL(file).href], {
    stdio: "ignore",
    detached: true,
  });
  child.once("error", () => {});
  child.unref();
}

function opener(platform: NodeJS.Platform): [string, ...string[]] {
  switch (platform) {
    case "darwin":
      return ["open"];
    case "win32":
      // Not `start`, which is a part of a shell with rules of its own.
      return ["rundll32", "url.dll,FileProtocolHandler"];
    default:
      return ["xdg-open"];
  }
}
