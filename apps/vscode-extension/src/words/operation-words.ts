import {
  type Operation,
  type OperationState,
  phrase,
  providerOf,
  providers,
} from "@leaseline/core";
import { internationalNumber } from "./lease-words.js";
import { translate, words } from "./translate.js";

/** How far an operation has come, in words. One whose outcome is not known is neither done nor failed. */
export function operationWords({ kind, state }: Pick<Operation, "kind" | "state">): string {
  return translate(progress[kind][state]);
}

const ended = {
  committed: phrase("done"),
  absent: phrase("not done"),
  abandoned: phrase("no longer checked"),
  rejected: phrase("refused"),
  "not-sent": phrase("not sent"),
};

const progress: Record<Operation["kind"], Record<OperationState, string>> = {
  lease: {
    ...ended,
    claimed: phrase("leasing…"),
    sent: phrase("leasing…"),
    unknown: phrase("checking whether it was leased…"),
    accepted: phrase("ordered, not leased yet…"),
    "needs-attention": phrase("needs attention: it may have been leased"),
  },
  release: {
    ...ended,
    claimed: phrase("releasing…"),
    sent: phrase("releasing…"),
    unknown: phrase("checking whether it was released…"),
    accepted: phrase("release ordered…"),
    "needs-attention": phrase("needs attention: it may have been released"),
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
    ? translate("It may have been leased, and be charged for.")
    : translate("It may still be leased, and be charged for.");
}

/** Why nothing can be done about it from here, and what can be. */
export function askedThroughIt({ identity, lease }: Pick<Operation, "identity" | "lease">): string {
  const id = providerOf(identity) ?? lease?.provider;
  if (!id)
    return translate(
      "It is of an account that is not connected here, and can only be asked about through it: add that account.",
    );
  return translate(
    "It is of an account at {0} that is not connected here, and can only be asked about through it: add that account.",
    providers.find((one) => one.id === id)?.name ?? id,
  );
}

/** That nobody can say any more. */
export function notFoundOut({ kind, number }: Pick<Operation, "kind" | "number">): string {
  const shown = internationalNumber(number);
  return kind === "lease"
    ? translate("Whether {0} was leased could not be found out.", shown)
    : translate("Whether {0} was released could not be found out.", shown);
}

/** Everything known of an operation, as names and values. */
export function operationFacts(
  operation: Operation,
  locale?: string,
): readonly (readonly [string, string])[] {
  const { number, price, startedAt } = operation;
  return [
    [translate("Number"), internationalNumber(number)],
    ["E.164", number],
    [translate("In progress"), operationWords(operation)],
    ...(operation.state === "unknown" || operation.state === "needs-attention"
      ? [[translate("Money"), mayBe(operation)] as const]
      : []),
    [translate("Begun"), formatTime(startedAt, locale)],
    ...(price ? [[translate("Agreed price"), words.recurring(price, locale)] as const] : []),
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
