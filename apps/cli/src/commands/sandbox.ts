import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Command } from "../command.js";
import { CommandError } from "../command-error.js";
import type { Documents } from "../documents/documents.js";
import { environmentLines, startSandbox } from "../sandbox-server.js";

export interface SandboxOptions {
  readonly port?: number | undefined;
}

/** Stays up until it is told to end, if there was anybody to read where it is. */
export const sandbox: Command<SandboxOptions, Documents["sandbox"]> = {
  run: async ({ signal, terminal, atEnd }, { port = 0 }) => {
    // Its numbers are nobody's: they must not count in the ledger of real ones, nor outlive it.
    const home = temporaryFolder();
    atEnd(async () => rmSync(home, { recursive: true, force: true }));
    const server = await start(port);
    atEnd(() => server.close());
    const lines = [...environmentLines(server), `LEASELINE_HOME=${home}`];
    return {
      document: {
        sandbox: { url: server.url, environment: Object.fromEntries(lines.map(nameAndValue)) },
      },
      stay: async () => {
        terminal.progress(`The sandbox is at ${server.url} until Ctrl+C.`);
        if (!signal.aborted) await once(signal, "abort");
      },
    };
  },
  text: ({ sandbox: { environment } }) =>
    Object.entries(environment)
      .map(([name, value]) => `${name}=${quoted(value)}`)
      .join("\n"),
};

/** As every shell reads it. What needs no quotes has none: other programs would take them for a part of it. */
function quoted(value: string): string {
  return /^[\w./:@%+,=-]*$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}

function temporaryFolder(): string {
  const folder = resolve(tmpdir());
  try {
    return mkdtempSync(join(folder, "leaseline-sandbox-"));
  } catch (cause) {
    const reason = `No folder can be made in ${folder}, where temporary files go. Set TMPDIR (TEMP on Windows) to one where that can be done.`;
    throw new CommandError({ kind: "io", reason }, { cause });
  }
}

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
