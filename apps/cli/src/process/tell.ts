import type { FailureRecord } from "../documents/records.js";
import { type ExitCode, exitCodes } from "../exit-codes.js";
import { jsonText } from "../output/as-written.js";
import { textStyleFor } from "../output/text-style.js";
import { ranOut, write } from "./streams.js";

interface Circumstances {
  readonly json: boolean;
  /** What the program would end with if it ended now: decided by what was sent. */
  readonly exitCode: ExitCode;
}

/** Says what went wrong, and resolves to what the program has to end with. */
export async function tell(error: unknown, { json, exitCode }: Circumstances): Promise<ExitCode> {
  const { toldFailure } = await import("../output/failures.js");
  const told = toldFailure(error);
  if (told) return say(told.record, told.exitCode, json);
  const { redact } = await import("@leaseline/core");
  const reason = redact(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  const spent = exitCode === exitCodes.unknown ? "unknown" : "nothing";
  const next = spent === "unknown" ? " Run “leaseline reconcile” to learn what was done." : "";
  const message = `Leaseline has an internal error: ${reason}${next}`;
  return say({ kind: "defect", message, spent }, exitCode, json);
}

async function say(error: FailureRecord, exitCode: ExitCode, json: boolean): Promise<ExitCode> {
  const { bad } = textStyleFor(process.stderr, process.env);
  if (json) await write(process.stdout, jsonText({ error }));
  if (!json || ranOut(process.stdout)) await write(process.stderr, bad(error.message));
  return exitCode;
}
