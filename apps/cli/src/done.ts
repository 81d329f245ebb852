import { type AccountIdentity, LeaseError, type OperationResult } from "@leaseline/core";
import type { Documents } from "./documents/documents.js";
import { leaseRecord } from "./documents/to-record.js";

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
