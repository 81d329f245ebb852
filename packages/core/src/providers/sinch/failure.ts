import type * as z from "#zod";
import type { LeaseFailure } from "../../errors/lease-failure.js";
import type { FailedAnswer } from "../../http/api.js";
import { redact } from "../../http/redact.js";
import { unclear } from "../../http/send.js";
import { errorAnswer } from "./wire.js";

/** Reads an answer that is not a success. Null when it is not Sinch's own word. */
export function readFailure({ status, body, request }: FailedAnswer): LeaseFailure | null {
  const parsed = errorAnswer.safeParse(body);
  if (!parsed.success || parsed.data.error.code !== status) return null;
  const { message, details } = parsed.data.error;
  const violation = details?.find(({ fieldViolations }) => fieldViolations?.length)
    ?.fieldViolations?.[0];
  const reason =
    redact(violation?.description || message || details?.[0]?.description || "") || null;
  switch (status) {
    case 401:
      return { kind: "unauthorized" };
    // With no message it is about the key or the project, with one about what the account may do.
    case 403:
      return message ? { kind: "forbidden", reason, agreementUrl: null } : { kind: "unauthorized" };
    case 404: {
      if (request.whenMissing === "rejected" || saysMissing("EmergencyAddress", details, request))
        return { kind: "rejected", status, reason, field: null };
      // The form alone is that of many gateways: what tells Sinch is that it names what it has not found.
      const resource = { "number-taken": "AvailableNumber", "not-leased": "ActiveNumber" } as const;
      return saysMissing(resource[request.whenMissing], details, request)
        ? { kind: request.whenMissing }
        : null;
    }
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

type Details = z.infer<typeof errorAnswer>["error"]["details"];

/** Whether it is said that there is no such thing, and not of another number than the one that was asked about. */
function saysMissing(
  resource: "AvailableNumber" | "ActiveNumber" | "EmergencyAddress",
  details: Details,
  { path }: FailedAnswer["request"],
): boolean {
  const found = details?.find(({ resourceType }) => resourceType === resource);
  if (!found) return false;
  const [named] = /\+[0-9]+/.exec(found.resourceName ?? "") ?? [];
  const [asked] = /\+[0-9]+/.exec(path) ?? [];
  return named === undefined || asked === undefined || named === asked;
}
