import { LeaseError } from "../../errors/lease-error.js";
import type { LeaseFailure } from "../../errors/lease-failure.js";
import type { FailedAnswer } from "../../http/api.js";
import { redact } from "../../http/redact.js";
import { unclear } from "../../http/send.js";
import { errorAnswer } from "./wire.js";

/** Reads an answer that is not a success. Null when it is not in one of Sinch's own forms. */
export function readFailure({ status, body, request }: FailedAnswer): LeaseFailure | null {
  const parsed = errorAnswer.safeParse(body);
  if (!parsed.success) return null;
  const { message, details } = parsed.data.error;
  const violation = details?.find(({ fieldViolations }) => fieldViolations?.length)
    ?.fieldViolations?.[0];
  const reason =
    redact(violation?.description || message || details?.[0]?.description || "") || null;
  const missing = details?.find(({ resourceType }) => resourceType)?.resourceType;
  switch (status) {
    case 401:
      return { kind: "unauthorized" };
    // With no message it is about the key or the project, with one about what the account may do.
    case 403:
      return message ? { kind: "forbidden", reason, agreementUrl: null } : { kind: "unauthorized" };
    case 404:
      // The number is held, and has no address: that says nothing about who holds it.
      return request.whenMissing === "rejected" || missing === "EmergencyAddress"
        ? { kind: "rejected", status, reason, field: null }
        : { kind: request.whenMissing };
    // Not described: it may also be about our own request of a moment ago, so it settles nothing.
    case 409:
      return unclear(request.effect, "conflict", { status });
    default:
      return {
        kind: "rejected",
        status,
        reason,
        field: violation?.field ? redact(violation.field, 80) : null,
      };
  }
}

/** Whether Sinch said, in its own form, that what was asked for is not there. */
export function isAbsent(error: unknown): boolean {
  return (
    error instanceof LeaseError && error.failure.kind === "rejected" && error.failure.status === 404
  );
}
