import { type Operation, type OperationState, formatRecurring } from "@leaseline/core";
import { internationalNumber } from "./lease-words.js";

/** How far an operation has come, in words. One whose outcome is not known is neither done nor failed. */
export function operationWords({ kind, state }: Pick<Operation, "kind" | "state">): string {
  return words[kind][state];
}

const ended = { committed: "done", absent: "not done", abandoned: "no longer checked" } as const;
const notDone = { ...ended, rejected: "refused", "not-sent": "not sent" } as const;

const words: Record<Operation["kind"], Record<OperationState, string>> = {
  lease: {
    ...notDone,
    claimed: "leasing…",
    sent: "leasing…",
    unknown: "checking whether it was leased…",
    accepted: "ordered, not leased yet…",
    "needs-attention": "needs attention: it may have been leased",
  },
  release: {
    ...notDone,
    claimed: "releasing…",
    sent: "releasing…",
    unknown: "checking whether it was released…",
    accepted: "release ordered…",
    "needs-attention": "needs attention: it may have been released",
  },
};

/** The codicon that goes with the words. */
export function operationIcon({ state }: Pick<Operation, "state">): string {
  switch (state) {
    case "claimed":
    case "sent":
    case "unknown":
      return "sync~spin";
    case "accepted":
      return "clock";
    default:
      return "warning";
  }
}

/** Whether nobody asks about it any more, so that a person has to. */
export function needsPerson({ state }: Pick<Operation, "state">, orphaned: boolean): boolean {
  return state === "needs-attention" || orphaned;
}

/** What it means for money while nobody knows. */
export function mayBe({ kind }: Pick<Operation, "kind">): string {
  return kind === "lease"
    ? "It may have been leased, and be charged for."
    : "It may still be leased, and be charged for.";
}

/** Everything known of an operation, as names and values. */
export function operationFacts(
  operation: Operation,
  locale?: string,
): readonly (readonly [string, string])[] {
  const { number, price, startedAt } = operation;
  return [
    ["Number", internationalNumber(number)],
    ["E.164", number],
    ["In progress", operationWords(operation)],
    ...(operation.state === "unknown" || operation.state === "needs-attention"
      ? [["Money", mayBe(operation)] as const]
      : []),
    ["Begun", formatTime(startedAt, locale)],
    ...(price ? [["Agreed price", formatRecurring(price, locale)] as const] : []),
  ];
}

/** `2:02 PM` for today, with its day for any other. */
export function formatTime(iso: string, locale?: string): string {
  const at = new Date(iso);
  const today = at.toDateString() === new Date().toDateString();
  return new Intl.DateTimeFormat(locale, {
    ...(today ? {} : { dateStyle: "medium" }),
    timeStyle: "short",
  }).format(at);
}
