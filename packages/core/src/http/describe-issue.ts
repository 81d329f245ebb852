import type * as z from "#zod";

/** Why a schema refuses a value: the path and what was expected, never what was there. */
export function describeIssue({ issues: [issue] }: z.core.$ZodError): string {
  const expected = issue?.code === "invalid_type" ? `${issue.expected} expected` : "not understood";
  return `${issue?.path.join(".") || "answer"}: ${expected}`;
}
