import { parseArgs } from "node:util";

export type CommandLine =
  | { readonly kind: "start"; readonly port: number }
  | { readonly kind: "help" }
  | { readonly kind: "refused"; readonly reason: string };

/** Reads `--port N` and `--help`; anything else is refused. */
export function parseArguments(words: readonly string[]): CommandLine {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: { port: { type: "string", default: "0" }, help: { type: "boolean", short: "h" } },
    });
    if (values.help) return { kind: "help" };
    const port = Number(values.port);
    if (/^\d+$/.test(values.port) && port <= 65_535) return { kind: "start", port };
    return { kind: "refused", reason: `"${values.port}" is not a port from 0 to 65535.` };
  } catch (error) {
    // The first sentence names the word; the rest is advice for other programs.
    const reason = error instanceof Error ? error.message.replace(/\. .*$/s, ".") : String(error);
    return { kind: "refused", reason };
  }
}
