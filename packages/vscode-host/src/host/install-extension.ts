import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { hostEnvironment } from "../environment/child-environment.js";
import { HostError } from "../host-error.js";
import type { CodeServer } from "../install/code-server.js";
import { startGroup } from "./process-group.js";

/**
 * Installs VSIX files into an extensions folder, one after the other.
 * @throws {HostError} `no-vsix`, `bad-extension`.
 */
export async function installExtensions(
  codeServer: CodeServer,
  files: readonly string[],
  extensionsDir: string,
): Promise<void> {
  if (files.length === 0) return;
  await Promise.all(files.map(mustExist));
  const scratch = await mkdtemp(join(tmpdir(), "leaseline-"));
  try {
    const config = join(scratch, "config.yaml");
    await writeFile(config, "auth: none\n");
    const group = startGroup(
      codeServer.node,
      [
        codeServer.entry,
        `--config=${config}`,
        `--user-data-dir=${scratch}`,
        `--extensions-dir=${resolve(extensionsDir)}`,
        ...files.map((file) => `--install-extension=${resolve(file)}`),
        "--force",
      ],
      {
        env: {
          ...hostEnvironment(process.env),
          EXTENSIONS_GALLERY: '{"serviceUrl":""}',
          XDG_DATA_HOME: join(scratch, "data"),
          XDG_RUNTIME_DIR: scratch,
        },
      },
    );
    const exitCode = await group.ended;
    await group.end();
    if (exitCode !== 0) {
      throw new HostError(
        "bad-extension",
        `VS Code refused ${files.join(", ")}. It said:\n${group.output().trim()}`,
      );
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function mustExist(file: string): Promise<void> {
  const found = await stat(file).catch(() => undefined);
  if (found?.isFile()) return;
  throw new HostError(
    "no-vsix",
    `There is no extension at ${file}. Run \`npm run package\` first.`,
  );
}
