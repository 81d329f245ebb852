import type * as z from "zod";
import type { SandboxContext } from "../server/environment.js";

const statusNames = {
  400: "INVALID_ARGUMENT",
  401: "UNAUTHENTICATED",
  403: "PERMISSION_DENIED",
  404: "NOT_FOUND",
  413: "CONTENT_TOO_LARGE",
} as const;

export type FieldViolation = { readonly field: string; readonly description: string };

/** Sinch's error form; the message is often empty. */
export function sinchError(
  context: SandboxContext,
  status: keyof typeof statusNames,
  message = "",
  details: readonly object[] = [],
): Response {
  return context.json(
    { error: { code: status, message, status: statusNames[status], details } },
    status,
  );
}

export function badRequest(
  context: SandboxContext,
  fieldViolations: readonly FieldViolation[],
): Response {
  return sinchError(context, 400, "", [{ type: "BadRequest", fieldViolations }]);
}

export function notFound(
  context: SandboxContext,
  resourceType:
    | "AvailableNumber"
    | "ActiveNumber"
    | "EmergencyAddress"
    | "NumberRequirements"
    | "NumberOrder"
    | "Attachment",
  resourceName: string,
): Response {
  const description = `${resourceType} was not found`;
  return sinchError(context, 404, "", [
    { type: "ResourceInfo", resourceType, resourceName, owner: "", description },
  ]);
}

/** Fields are named in snake_case, dots between them. */
export function violationsOf(error: z.ZodError): readonly FieldViolation[] {
  return error.issues.map(({ path, message }) => ({
    field: path.map((name) => snakeCase(String(name))).join("."),
    description: message,
  }));
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
