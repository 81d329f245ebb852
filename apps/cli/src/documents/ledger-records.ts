import * as z from "zod/mini";
import { list, moment, money, number, operation, text } from "./records.js";

// The same for what is said of the ledger itself, and in it of numbers.

export const cap = z.strictObject({ kind: z.enum(["monthly", "per-lease"]), limit: money });

export const note = z.strictObject({ number, label: text, protected: z.boolean() });

export const session = z.strictObject({
  session: z.string(),
  holder: z.string(),
  since: z.nullable(moment),
  open: z.int(),
});

export const ledger = z.strictObject({
  place: z.string(),
  version: z.int(),
  position: z.int(),
  sessions: list(session),
  open: z.int(),
  needsAttention: z.int(),
  openSince: z.nullable(moment),
  /** No more than five, the oldest first. */
  oldestOpen: list(operation),
  lists: list(
    z.strictObject({
      account: z.string(),
      readAt: z.nullable(moment),
      /** Whether all of that list could be read. */
      whole: z.boolean(),
      numbers: z.int(),
    }),
  ),
  caps: list(cap),
  rewound: z.boolean(),
  movingTo: text,
  movingFrom: text,
  notices: list(z.string()),
});

export const moved = z.strictObject({
  from: z.string(),
  to: z.string(),
  already: z.boolean(),
  operations: z.int(),
  open: z.int(),
  leases: z.int(),
  caps: z.boolean(),
});

export type CapRecord = z.infer<typeof cap>;
export type NoteRecord = z.infer<typeof note>;
export type LedgerRecord = z.infer<typeof ledger>;
