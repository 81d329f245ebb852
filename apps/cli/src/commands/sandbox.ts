import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
    const server = await start(port);
    // Its numbers are nobody's: they must not count in the ledger of real ones, nor outlive it.
    const home = mkdtempSync(join(tmpdir(), "leaseline-sandbox-"));
    atEnd(async () => {
      rmSync(home, { recursive: true, force: true });
      await server.close();
    });
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
      .map(([name, value]) => `${name}=${value}`)
      .join("\n"),
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
