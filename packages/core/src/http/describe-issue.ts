import * as z from "#zod";

/** Why a schema refuses a value: the path and what was expected, never what was there. */
export function describeIssue(schema: z.core.$ZodType, value: unknown): string {
  const issue = z.safeParse(schema, value).error?.issues[0];
  const expected = issue?.code === "invalid_type" ? `${issue.expected} expected` : "not understood";
  return `${issue?.path.join(".") || "answer"}: ${expected}`;
}
