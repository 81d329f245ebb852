import * as vscode from "vscode";
import { type Exchange, redact } from "@leaseline/core";

/** The extension's log. Everything in it has gone through the redactor. */
export interface Log {
  readonly exchange: (exchange: Exchange) => void;
  readonly error: (what: string, error: unknown) => void;
  readonly show: () => void;
  readonly dispose: () => void;
}

export function createLog(): Log {
  const channel = vscode.window.createOutputChannel("Leaseline", { log: true });
  return {
    exchange: ({ operation, effect, status, durationMs }) =>
      channel.info(
        `${operation} (${effect}): ${status ?? "no answer"} in ${Math.round(durationMs)} ms`,
      ),
    error: (what, error) =>
      channel.error(
        redact(
          `${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
          4000,
        ),
      ),
    show: () => channel.show(),
    dispose: () => channel.dispose(),
  };
}
