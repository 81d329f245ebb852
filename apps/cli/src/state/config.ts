import { join } from "node:path";
import { type Money, type SpendCap, toMoney } from "@leaseline/core";
import * as z from "zod/mini";
import { CommandError } from "../command-error.js";
import { readJsonFile } from "./read-json-file.js";

const limits = z.optional(z.record(z.string(), z.string()));
const config = z.strictObject({
  caps: z.optional(z.strictObject({ monthly: limits, perLease: limits })),
});

/**
 * The caps that `config.json` sets: `{"caps":{"monthly":{"USD":"50.00"},"perLease":{"USD":"10.00"}}}`.
 * A file that is not understood to the last word stops everything: half a limit is none.
 * @throws {CommandError} `bad-config`.
 */
export function readCaps(folder: string): readonly SpendCap[] {
  const path = join(folder, "config.json");
  const parsed = config.safeParse(readJsonFile(path, {}));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw badConfig(path, `${issue?.path.join(".") || "It"}: ${toldOf(issue)}.`);
  }
  const { monthly = {}, perLease = {} } = parsed.data.caps ?? {};
  const caps = (kind: SpendCap["kind"], name: string, amounts: Record<string, string>) =>
    Object.entries(amounts).map(([currency, amount]): SpendCap => {
      const limit: Money | null = toMoney(amount, currency);
      if (limit) return { kind, limit };
      throw badConfig(path, `caps.${name}: “${currency}: ${amount}” is no amount of money.`);
    });
  return [...caps("monthly", "monthly", monthly), ...caps("per-lease", "perLease", perLease)];
}

function toldOf(issue: z.core.$ZodIssue | undefined): string {
  if (issue?.code === "invalid_type") return `${issue.expected} expected`;
  if (issue?.code !== "unrecognized_keys") return "is not right";
  return `“${issue.keys.join("”, “")}” is not known`;
}

function badConfig(path: string, reason: string): CommandError {
  return new CommandError({
    kind: "bad-config",
    reason: `${path} is not understood. ${reason} Nothing was sent.`,
  });
}
