import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";

/**
 * Runs a program of its own on the built package, and waits for its end.
 * @param given - what the program finds as `given`.
 * @returns what it wrote.
 */
export async function runProgram(program: string, given: object): Promise<string> {
  const source = `const given = ${JSON.stringify(given)};\n${program}`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", source], {
    cwd: import.meta.dirname,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  const written = await text(child.stdout);
  await ended;
  return written;
}

/** Begins a lease in a process that dies before, or after, it has marked it as sent. */
export async function crashed(path: string, request: object, state: "claimed" | "sent") {
  await runProgram(
    `
    import { sqliteLedger } from "@leaseline/core/node";
    const ledger = sqliteLedger({ path: given.path });
    const { operation } = await ledger.claim(given.request);
    if (given.state === "sent") await ledger.record(operation.id, { kind: "sent" });
    process.kill(process.pid, "SIGKILL");
    `,
    { path, request, state },
  );
}
