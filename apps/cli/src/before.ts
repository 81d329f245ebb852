import {
  type LeaseClient,
  LeaseError,
  type OperationResult,
  type Quote,
  type Wanted,
  saysRecordLost,
} from "@leaseline/core";
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
  try {
    const asked = await client.reconcile({
      signal: AbortSignal.any([signal, AbortSignal.timeout(askingMs)]),
    });
    const { id } = before.operation;
    const lost = asked.find((one) => one.id === id && saysRecordLost(one.failure));
    // The ledger then takes the request for a new one, which it is not.
    if (lost?.failure) throw new LeaseError(lost.failure);
    return await client.standing(wanted, { signal });
  } catch (error) {
    // It was begun: that holds even if the ledger cannot be read any more.
    if (LeaseError.isInstance(error) && error.failure.kind === "ledger-unavailable") return before;
    throw error;
  }
}

/**
 * The price; or, if the number is gone by then, what the same request has come to meanwhile.
 * @throws {LeaseError}
 */
export async function quoteOrOutcome(
  client: LeaseClient,
  wanted: Wanted,
  { signal }: Context,
): Promise<
  | { readonly kind: "quoted"; readonly quote: Quote }
  | { readonly kind: "told"; readonly result: OperationResult }
> {
  const { account, number } = wanted;
  try {
    return { kind: "quoted", quote: await client.quote(account, number, { signal }) };
  } catch (error) {
    const isTaken = LeaseError.isInstance(error) && error.failure.kind === "number-taken";
    const result = isTaken ? await client.standing(wanted, { signal }) : null;
    if (!result) throw error;
    return { kind: "told", result };
  }
}
