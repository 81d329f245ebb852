import type { AccountId, AccountIdentity } from "../domain/account.js";
import type { Lease } from "../domain/lease.js";
import type { E164 } from "../domain/phone-number.js";
import type { Price } from "../domain/price.js";
import type { LeaseFailure } from "../errors/lease-failure.js";

/** What is wanted of a number. */
export interface OperationRequest {
  readonly kind: "lease" | "release";
  /** The account that it is of. */
  readonly identity: AccountIdentity;
  /** What people call that account. Only shown: no decision looks at it. */
  readonly account: AccountId;
  readonly number: E164;
  /** What was agreed to pay, reserved for as long as the operation may cost it. Null for a release, and where nobody knows. */
  readonly price: Price | null;
  /** What is to be released, as it was agreed to; null for a lease. */
  readonly lease: Lease | null;
  /** The caller's own name for this request, by which it is known again; null when there is none. */
  readonly key: string | null;
}

/** One request of a person's that may cost money or cannot be undone, and how far it has come. */
export interface Operation extends Omit<OperationRequest, "identity"> {
  /** A UUID, made when it is begun. */
  readonly id: string;
  /** Null for one that was begun before ledgers knew identities, as long as nothing shows whose it is. */
  readonly identity: AccountIdentity | null;
  readonly state: OperationState;
  /** The session of a ledger that carries it out: nobody else may write about it while that one lives. */
  readonly sender: string;
  /** Why it was refused or not sent, or why its outcome is not known. */
  readonly failure: LeaseFailure | null;
  /** The provider's own id of an order that it has yet to carry out. */
  readonly order: string | null;
  /** How it is known to be committed: by the provider's answer to it, or because it was found so afterwards. */
  readonly how: "answered" | "seen" | null;
  /** As it was when the operation was committed; before that, what is to be released. */
  readonly lease: Lease | null;
  /** ISO 8601, for people: no decision looks at it. */
  readonly startedAt: string;
  /** ISO 8601, when the last event was written down. */
  readonly changedAt: string;
}

/** Where an operation stands: see {@link openStates} for those in which it holds its number. */
export type OperationState =
  /** Nothing has been sent; nobody else may begin on this number. */
  | "claimed"
  /** From here on it has to be taken for carried out until the provider says otherwise. */
  | "sent"
  /** No clear answer came. Neither done nor failed: the provider is being asked. */
  | "unknown"
  /** The provider took an order that it has yet to carry out: as good as leased until it says otherwise. */
  | "accepted"
  /** Asking the provider did not settle it. A person has to look. */
  | "needs-attention"
  /** Carried out, by the provider's word. */
  | "committed"
  /** Reads agree that it had no effect: not leased, or still leased. A later sighting may say otherwise. */
  | "absent"
  /** The provider refused it, so it had no effect. */
  | "rejected"
  /** Provably never left this machine. */
  | "not-sent"
  /** A person has decided to ask no further. */
  | "abandoned";

/** What happened to an operation, as it is written down: each brings it into the state of the same name. */
export type OperationEvent =
  /** `order`: the provider's id of an order that the request only submits. */
  | { readonly kind: "sent"; readonly order?: string | null }
  | { readonly kind: "committed"; readonly lease: Lease; readonly how: "answered" | "seen" }
  | { readonly kind: "accepted"; readonly order: string }
  | { readonly kind: "rejected"; readonly failure: LeaseFailure }
  | { readonly kind: "not-sent"; readonly failure: LeaseFailure }
  | { readonly kind: "unknown"; readonly failure: LeaseFailure }
  | { readonly kind: "needs-attention"; readonly failure: LeaseFailure }
  | { readonly kind: "absent" }
  | { readonly kind: "abandoned" };

/** What a request begins as. */
export function claimed(
  id: string,
  wanted: OperationRequest,
  sender: string,
  at: string,
): Operation {
  return {
    ...wanted,
    id,
    state: "claimed",
    sender,
    failure: null,
    order: null,
    how: null,
    startedAt: at,
    changedAt: at,
  };
}

const transitions: Record<OperationState, readonly OperationEvent["kind"][]> = {
  claimed: ["sent", "not-sent"],
  sent: ["committed", "accepted", "rejected", "not-sent", "unknown"],
  unknown: ["committed", "accepted", "absent", "rejected", "needs-attention", "abandoned"],
  accepted: ["committed", "rejected", "unknown", "needs-attention", "abandoned"],
  "needs-attention": ["committed", "accepted", "absent", "rejected", "abandoned"],
  absent: ["committed"],
  committed: [],
  rejected: [],
  "not-sent": [],
  abandoned: [],
};

/** Every one that there is. */
export const operationStates: readonly string[] = Object.keys(transitions);

/** Whether it is a transition, or says again what is so already. */
export function canBecome({ state }: Operation, { kind }: OperationEvent): boolean {
  return state === kind || transitions[state].includes(kind);
}

/**
 * The operation after the event. Saying again what is so already changes nothing.
 * @param at - ISO 8601, when it was written down.
 * @throws RangeError for a transition that is not one.
 */
export function advance(operation: Operation, event: OperationEvent, at: string): Operation {
  if (operation.state === event.kind) return operation;
  if (!canBecome(operation, event)) {
    throw new RangeError(`an operation that is ${operation.state} cannot become ${event.kind}`);
  }
  const changed = { ...operation, state: event.kind, changedAt: at };
  switch (event.kind) {
    case "sent":
      return { ...changed, order: event.order ?? null };
    case "absent":
    case "abandoned":
      return changed;
    case "committed":
      // What a ledger wrote before it knew how says nothing of it.
      return { ...changed, lease: event.lease, how: event.how ?? null, failure: null };
    case "accepted":
      return { ...changed, order: event.order };
    case "rejected":
    case "not-sent":
    case "unknown":
    case "needs-attention":
      return { ...changed, failure: event.failure };
  }
}

/** The states in which an operation holds its number against every other one, and its price counts as spent. */
export const openStates = [
  "claimed",
  "sent",
  "unknown",
  "accepted",
  "needs-attention",
] as const satisfies readonly OperationState[];

/** Whether it still holds its number. */
export function isOpen({ state }: Pick<Operation, "state">): boolean {
  return openStates.some((one) => one === state);
}

/** An entry of an operation's history. */
export interface OperationEntry {
  readonly event: OperationEvent;
  /** ISO 8601, for people. */
  readonly at: string;
}

/** The operation that its history tells of. @throws RangeError when the history is not one. */
export function replay(claimed: Operation, history: readonly OperationEntry[]): Operation {
  return history.reduce((operation, { event, at }) => advance(operation, event, at), claimed);
}
