#!/usr/bin/env node
import { parseArguments } from "./cli/arguments.js";
import { environmentLines } from "./cli/environment-lines.js";
import { startSandbox } from "./start-sandbox.js";

const usage = "Usage: leaseline-sandbox [--port N]";

const parsed = parseArguments(process.argv.slice(2));
if (parsed.kind === "help") {
  console.log(usage);
} else if (parsed.kind === "refused") {
  console.error(`${parsed.reason} ${usage}`);
  process.exitCode = 2;
} else {
  await stayUp(parsed.port);
}

async function stayUp(port: number): Promise<void> {
  try {
    const sandbox = await startSandbox({ port });
    // Before anybody is told of it, who may end it then.
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.once(signal, () => void sandbox.close());
    }
    console.error(`The sandbox is at ${sandbox.url} until Ctrl+C.`);
    // Alone, so that a shell can read it from a file.
    console.log(environmentLines(sandbox).join("\n"));
  } catch (error) {
    console.error(`The sandbox could not start: ${reason(error, port)}`);
    process.exitCode = 1;
  }
}

function reason(error: unknown, port: number): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") return `port ${port} is in use.`;
  if (code === "EACCES") return `port ${port} needs more rights than this account has.`;
  return error instanceof Error ? error.message : String(error);
}
