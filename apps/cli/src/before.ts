import type { LeaseClient, OperationResult, Wanted } from "@leaseline/core";
import type { Context } from "./command.js";

/** How long a command that is given again asks what became of the first one. */
const askingMs = 10_000;

/** What has become of the same wish before; null when it is new, or had no effect. @throws {LeaseError} */
export async function outcomeBefore(
  client: LeaseClient,
  wanted: Wanted,
  { signal, terminal }: Context,
): Promise<OperationResult | null> {
  const before = await client.standing(wanted, { signal });
  if (before?.kind !== "unknown") return before;
  terminal.progress(
    `A ${wanted.kind} of ${wanted.number} was begun before. Asking what became of it …`,
  );
  await client.reconcile({ signal: AbortSignal.any([signal, AbortSignal.timeout(askingMs)]) });
  return client.standing(wanted, { signal });
}
