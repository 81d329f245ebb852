import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CommandError } from "../command-error.js";
import type { Command } from "../context.js";
import { environmentLines, startSandbox } from "../sandbox-server.js";

export interface SandboxOptions {
  readonly port?: number | undefined;
  readonly json?: true | undefined;
}

/** Stays up until it is told to end. Its environment is all that it writes to stdout. */
export const sandbox: Command<SandboxOptions> = async (
  { signal, terminal },
  { port = 0, json },
) => {
  const server = await start(port);
  // Its numbers are nobody's: they must not count in the ledger of real ones, nor outlive it.
  const home = mkdtempSync(join(tmpdir(), "leaseline-sandbox-"));
  try {
    const lines = [...environmentLines(server), `LEASELINE_HOME=${home}`];
    const environment = Object.fromEntries(lines.map(nameAndValue));
    process.stdout.write(
      json
        ? `${JSON.stringify({ sandbox: { url: server.url, environment } }, null, 2)}\n`
        : `${lines.join("\n")}\n`,
    );
    terminal.progress(`The sandbox is at ${server.url} until Ctrl+C.`);
    if (!signal.aborted) await once(signal, "abort");
  } finally {
    await server.close();
    rmSync(home, { recursive: true, force: true });
  }
  return null;
};

async function start(port: number) {
  try {
    return await startSandbox({ port });
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : null;
    const reason =
      code === "EADDRINUSE"
        ? `Port ${port} is in use.`
        : code === "EACCES"
          ? `Port ${port} needs more rights than this account has.`
          : "The sandbox could not start.";
    throw new CommandError({ kind: "io", reason }, { cause });
  }
}

function nameAndValue(line: string): readonly [string, string] {
  const at = line.indexOf("=");
  return [line.slice(0, at), line.slice(at + 1)];
}
