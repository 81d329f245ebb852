import {
  type AccountIdentity,
  LeaseError,
  type OperationResult,
  type LeaseClient,
  type Wanted,
  saysRecordLost,
} from "@leaseline/core";
import type { Documents } from "./documents/documents.js";
import { leaseRecord } from "./documents/to-record.js";
import type { Context } from "./command.js";

type Done = Omit<Extract<Documents["lease"], { readonly lease: unknown }>, "costsMore">;

/**
 * What a lease or a release has come to, by this command or by one before it.
 * @throws {LeaseError} `outcome-unknown`, also for an order that is yet to be carried out.
 */
export function doneRecord(result: OperationResult): Done {
  switch (result.kind) {
    case "committed": {
      const { lease, operation, already, how } = result;
      return { lease: leaseRecord(lease), operation: operation.id, already, how };
    }
    case "accepted":
      throw new LeaseError({
        kind: "outcome-unknown",
        reason: "ordered",
        status: null,
        detail: null,
      });
    case "unknown":
      throw new LeaseError(result.failure);
  }
}

/** What a person should know of how it came about. */
export function doneRemarks({ already, how }: Pick<Done, "already" | "how">): readonly string[] {
  return how === "seen" && !already
    ? ["The provider's answer was lost or unclear; the number has been found so since."]
    : [];
}

/** Where an account's requests go: `https://api.example`. */
export function originOf(identity: AccountIdentity): string {
  return identity.split("|")[1] ?? "";
}

/** How long a command that is given again asks what became of the first one. */
const askingMs = 10_000;

/** What has become of the same request before; null when it is new, or had no effect. @throws {LeaseError} */
export async function outcomeBefore(
  client: LeaseClient,
  request: Wanted,
  { signal, terminal }: Context,
): Promise<OperationResult | null> {
  const before = await client.standing(request, { signal });
  if (before?.kind !== "unknown") return before;
  terminal.progress(
    `A ${request.kind} of ${request.number} was begun before. Asking what became of it …`,
  );
  try {
    const asked = await client.reconcile({
      signal: AbortSignal.any([signal, AbortSignal.timeout(askingMs)]),
    });
    const { id } = before.operation;
    const lost = asked.find((one) => one.id === id && saysRecordLost(one.failure));
    // The ledger then takes the request for a new one, which it is not.
    if (lost?.failure) throw new LeaseError(lost.failure);
    return await client.standing(request, { signal });
  } catch (error) {
    // It was begun: that holds even if the ledger cannot be read any more.
    if (LeaseError.isInstance(error) && error.failure.kind === "ledger-unavailable") return before;
    throw error;
  }
}
