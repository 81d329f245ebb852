import type { AccountId } from "../domain/account.js";
import type { E164 } from "../domain/phone-number.js";

/** One wish of a person's that may cost money or cannot be undone, and how far it has come. */
export interface Operation {
  readonly id: string;
  readonly kind: "lease" | "release";
  readonly account: AccountId;
  readonly number: E164;
  readonly state: OperationState;
}

export type OperationState =
  /** Nothing has been sent; nobody else may begin on this number. */
  | "claimed"
  /** From here on it has to be taken for carried out until the provider says otherwise. */
  | "sent"
  /** No clear answer came. Neither done nor failed. */
  | "unknown"
  | "committed"
  /** The provider took an order that it has yet to carry out: as good as leased until it says otherwise. */
  | "accepted"
  | "rejected"
  /** Provably never left this machine. */
  | "not-sent";

export type OperationEvent = Exclude<OperationState, "claimed">;

const transitions: Record<OperationState, readonly OperationEvent[]> = {
  claimed: ["sent", "not-sent", "rejected"],
  sent: ["unknown", "committed", "accepted", "rejected", "not-sent"],
  unknown: ["committed", "rejected"],
  committed: [],
  accepted: ["committed", "rejected", "unknown"],
  rejected: [],
  "not-sent": [],
};

/** The operation after the event. @throws RangeError for a transition that is not one. */
export function advance(operation: Operation, event: OperationEvent): Operation {
  if (!transitions[operation.state].includes(event)) {
    throw new RangeError(`an operation that is ${operation.state} cannot become ${event}`);
  }
  return { ...operation, state: event };
}

/** Whether it still holds its number against every other operation. */
export function isOpen({ state }: Operation): boolean {
  switch (state) {
    case "claimed":
    case "sent":
    case "unknown":
    case "accepted":
      return true;
    case "committed":
    case "rejected":
    case "not-sent":
      return false;
  }
}
