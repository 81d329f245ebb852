import { type E164, toE164 } from "@leaseline/core";
import * as z from "zod/mini";
import type { ToolName } from "./tool-names.js";
import { type AiTool, type ToolAnswer, refused } from "./tool.js";

const number = z.string().check(z.regex(/^\+[1-9][0-9]{1,14}$/));
const id = z.string().check(z.regex(/^.{1,200}$/));
const account = z.optional(id);

/** What each tool takes, and nothing else. */
export const inputs = {
  leaseline_listNumbers: z.strictObject({ account }),
  leaseline_searchNumbers: z.strictObject({
    country: z.string().check(z.regex(/^[A-Z]{2}$/)),
    type: z.optional(z.enum(["local", "mobile", "toll-free"])),
    features: z.optional(z.array(z.enum(["sms", "mms", "voice", "rcs", "imessage", "whatsapp"]))),
    digits: z.optional(z.string().check(z.regex(/^[0-9]{1,15}$/))),
    limit: z.optional(z.int().check(z.minimum(1), z.lte(50))),
    account,
  }),
  leaseline_quoteNumber: z.strictObject({ number, account }),
  leaseline_getSpending: z.strictObject({}),
  leaseline_getOperation: z.strictObject({ operation: id }),
  leaseline_leaseNumber: z.strictObject({ quote: id }),
  leaseline_releaseNumber: z.strictObject({ number, account }),
} as const satisfies Record<ToolName, z.ZodMiniType>;

export type Input<Name extends ToolName> = z.infer<(typeof inputs)[Name]>;

/** Runs a tool with what it was given, where that is what it takes. */
export function withInput<Name extends ToolName>(
  name: Name,
  run: (input: Input<Name>, signal: AbortSignal) => Promise<ToolAnswer>,
): AiTool["run"] {
  return async (given, signal) => {
    const read = readInput(name, given);
    return read.kind === "read" ? run(read.input, signal) : refused(read.why, "Correct the input.");
  };
}

/** What a model has given, where it is what the tool takes; else where it is not. */
export function readInput<Name extends ToolName>(
  name: Name,
  given: unknown,
):
  | { readonly kind: "read"; readonly input: Input<Name> }
  | { readonly kind: "odd"; readonly why: string } {
  const read = inputs[name].safeParse(given ?? {});
  // The schema is looked up by the same name as its type.
  if (read.success) return { kind: "read", input: read.data as Input<Name> };
  const place = read.error.issues[0]?.path.join(".") ?? "";
  return { kind: "odd", why: `The input is not understood at “${place}”.` };
}

/** Of what has passed the schema. */
export function numberOf(text: string): E164 {
  const e164 = toE164(text);
  if (!e164) throw new RangeError("A number that the schema has let pass is none.");
  return e164;
}
